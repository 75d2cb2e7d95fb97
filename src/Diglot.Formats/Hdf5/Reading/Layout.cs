namespace Diglot.Formats.Hdf5.Reading;

/// <summary>How an array's bytes are laid out.</summary>
internal sealed record Layout
{
    /// <summary>The bytes themselves, if they lie in the header.</summary>
    public ReadOnlyMemory<byte>? Compact { get; init; }

    /// <summary>Length of a chunk along each axis, if the array is chunked.</summary>
    public long[]? Chunk { get; init; }

    /// <summary>Where the bytes or the chunk index are.</summary>
    public long Address { get; init; } = Hdf5Cursor.Undefined;

    /// <summary>Stored bytes of a contiguous array; null where the layout does not say.</summary>
    public long? Size { get; init; }

    /// <summary>How chunks are found.</summary>
    public ChunkIndexKind Index { get; init; }

    /// <summary>For a single filtered chunk: its stored size and the filters it skipped.</summary>
    public (long Size, uint Mask)? Single { get; init; }
}
