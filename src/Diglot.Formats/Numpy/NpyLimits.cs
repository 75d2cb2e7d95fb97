namespace Diglot.Formats.Numpy;

/// <summary>Bounds that the reader holds an array file to before it allocates anything.</summary>
public static class NpyLimits
{
    /// <summary>Longest header; NumPy's own limit for files it does not trust is 10,000.</summary>
    public const int MaximumHeaderLength = 1 << 16;

    /// <summary>Most axes, as in NumPy 2.</summary>
    public const int MaximumAxes = 64;
}
