namespace Diglot.Formats.Hdf5;

/// <summary>Bounds that the reader holds a file to before it allocates or follows anything.</summary>
public static class Hdf5Limits
{
    /// <summary>Most axes of an array; the format's own limit.</summary>
    public const int MaximumRank = 32;

    /// <summary>Most levels of a tree of index nodes; real ones have under ten.</summary>
    public const int MaximumTreeDepth = 32;

    /// <summary>Most soft links followed one after the other.</summary>
    public const int MaximumLinkDepth = 16;

    /// <summary>Most groups inside each other; real models have some dozen.</summary>
    public const int MaximumGroupDepth = 256;

    /// <summary>Most pieces that one object header is split into.</summary>
    public const int MaximumHeaderPieces = 4096;

    /// <summary>Arrays up to this size may be packed or unwritten whatever the file's size.</summary>
    public const long FreelyExpandedBytes = 64L << 20;

    /// <summary>Larger arrays that are packed or unwritten may have at most this many times the file's size.</summary>
    public const long MaximumExpansion = 200;

    /// <summary>Most bytes of one attribute's value.</summary>
    public const long MaximumAttributeBytes = 64L << 20;
}
