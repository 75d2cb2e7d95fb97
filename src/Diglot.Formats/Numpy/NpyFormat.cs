namespace Diglot.Formats.Numpy;

/// <summary>
/// NumPy's array files, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html: magic, version, header length,
/// a Python dict literal (descr, fortran_order, shape), then the elements.
/// </summary>
public static class NpyFormat
{
    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("npy", [".npy"], NpyDetector.Matches);
}
