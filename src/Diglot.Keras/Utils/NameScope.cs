namespace Diglot.Keras.Utils;

/// <summary>The names of the layers that are being built or called on this thread, outermost first; variables take their path from it.</summary>
internal readonly struct NameScope : IDisposable
{
    [ThreadStatic]
    private static Stack<(string Name, object Owner)>? _open;

    private readonly bool _entered;

    private NameScope(bool entered) => _entered = entered;

    /// <summary>Names from the outermost to here, joined by slashes.</summary>
    public static string Path => string.Join('/', (_open ?? []).Reverse().Select(static scope => scope.Name));

    /// <summary>Enters an object's scope unless it is the innermost already.</summary>
    public static NameScope Enter(string name, object owner)
    {
        _open ??= [];
        if (_open.TryPeek(out var inner) && ReferenceEquals(inner.Owner, owner))
        {
            return new(false);
        }

        _open.Push((name, owner));
        return new(true);
    }

    /// <summary>Leaves it.</summary>
    public void Dispose()
    {
        if (_entered)
        {
            _open!.Pop();
        }
    }
}
