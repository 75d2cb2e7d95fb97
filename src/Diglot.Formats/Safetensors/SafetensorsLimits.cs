namespace Diglot.Formats.Safetensors;

/// <summary>Bounds that the reader holds a file to before it allocates anything.</summary>
public static class SafetensorsLimits
{
    /// <summary>Bytes of the header length in front of the header.</summary>
    public const int PrefixLength = 8;

    /// <summary>Longest header that the reference reader takes.</summary>
    public const int MaximumHeaderLength = 100_000_000;

    /// <summary>Most arrays of a file, and most texts of its metadata; the largest models have some ten thousands in all their files.</summary>
    public const int MaximumEntries = 100_000;

    /// <summary>Most axes of an array.</summary>
    public const int MaximumAxes = 64;

    /// <summary>Deepest nesting of the header's JSON; a valid header needs three levels.</summary>
    public const int MaximumJsonDepth = 16;
}
