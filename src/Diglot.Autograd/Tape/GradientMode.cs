namespace Diglot.Autograd.Tape;

/// <summary>Whether operations of this thread are recorded for gradients.</summary>
public static class GradientMode
{
    [ThreadStatic]
    private static bool _disabled;

    /// <summary>True unless switched off by <see cref="Disable"/>.</summary>
    public static bool IsEnabled => !_disabled;

    /// <summary>Stops recording until the result is disposed: <c>using (GradientMode.Disable()) { … }</c>.</summary>
    public static Scope Disable() => Set(false);

    /// <summary>Records again inside a region that does not.</summary>
    public static Scope Enable() => Set(true);

    /// <summary>Sets the mode until the result is disposed.</summary>
    public static Scope Set(bool enabled)
    {
        var before = _disabled;
        _disabled = !enabled;
        return new Scope(before);
    }

    /// <summary>Puts the former mode back when disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;

        internal Scope(bool before) => _before = before;

        /// <inheritdoc/>
        public void Dispose() => _disabled = _before;
    }
}
