namespace Diglot.Formats.KerasH5;

/// <summary>Numbers that the format fixes.</summary>
public static class KerasH5Limits
{
    /// <summary>Lists of names longer than this many bytes are split over several attributes, as an HDF5 header holds at most 64 kB.</summary>
    public const int MaximumAttributeBytes = 64512;

    /// <summary>Most parts of a split list.</summary>
    public const int MaximumParts = 10_000;
}
