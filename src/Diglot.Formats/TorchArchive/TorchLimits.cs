namespace Diglot.Formats.TorchArchive;

/// <summary>Bounds that the reader holds a PyTorch file to before it allocates anything.</summary>
public static class TorchLimits
{
    /// <summary>Most axes of a tensor, as in PyTorch.</summary>
    public const int MaximumAxes = 64;

    /// <summary>Largest tensor (8 GiB) that may be bigger than what is stored of it: an expanded view or a sparse one.</summary>
    public const long MaximumExpandedLength = 8L << 30;

    /// <summary>Most elements of one storage: 2^56, so that no number of bytes or of elements overflows.</summary>
    public const long MaximumStorageLength = 1L << 56;

    /// <summary>Longest pickle in an archive; the largest models need some megabytes.</summary>
    public const long MaximumPickleLength = 1 << 30;

    /// <summary>Longest pickle that is packed, and so may come of a small file. PyTorch packs none.</summary>
    public const long MaximumPackedPickleLength = 32 << 20;

    /// <summary>Most values visited when the tensors of a file are listed.</summary>
    public const int MaximumListedValues = 1_000_000;

    /// <summary>Most characters of all paths, when the tensors of a file are listed: names repeat at every level below them.</summary>
    public const long MaximumListedText = 64 << 20;

    /// <summary>Most bytes of the scales of a quantised tensor.</summary>
    public const long MaximumScalesLength = 16 << 20;

    /// <summary>Most modules of a network that are listed with their classes.</summary>
    public const int MaximumModules = 100_000;

    /// <summary>Most tensors, and most storages, of a tar archive: each is a pickle of its own.</summary>
    public const int MaximumTarTensors = 100_000;

    /// <summary>Deepest nesting of whole files stored as bytes inside one another.</summary>
    public const int MaximumNestedFiles = 4;
}
