namespace Diglot.Formats.TorchArchive;

/// <summary>Bounds that the reader holds a PyTorch file to before it allocates anything.</summary>
public static class TorchLimits
{
    /// <summary>Most axes of a tensor, as in PyTorch.</summary>
    public const int MaximumAxes = 64;

    /// <summary>Largest tensor (8 GiB) that may be bigger than what is stored of it: an expanded view or a sparse one.</summary>
    public const long MaximumExpandedLength = 8L << 30;

    /// <summary>Longest pickle in an archive; the largest models need some megabytes.</summary>
    public const long MaximumPickleLength = 1 << 30;

    /// <summary>Most values visited when the tensors of a file are listed.</summary>
    public const int MaximumListedValues = 2_000_000;

    /// <summary>Most modules of a network that are listed with their classes.</summary>
    public const int MaximumModules = 100_000;

    /// <summary>Deepest nesting of whole files stored as bytes inside one another.</summary>
    public const int MaximumNestedFiles = 4;
}
