namespace Diglot.Formats.Numpy;

/// <summary>NumPy's archives of several arrays: a zip whose entries are <c>name.npy</c>, stored or deflated.</summary>
public static class NpzFormat
{
    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("npz", [".npz"], NpyDetector.MatchesArchive);
}
