namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Reads data layout messages of versions 1 to 4.</summary>
internal static class LayoutReader
{
    private const int CompactClass = 0;
    private const int ContiguousClass = 1;
    private const int ChunkedClass = 2;

    public static Layout Read(Hdf5Image image, HeaderMessage message)
    {
        var cursor = message.Cursor(image);
        var version = cursor.U8();
        return version switch
        {
            1 or 2 => ReadOld(ref cursor, message.Data),
            3 or 4 => ReadNew(ref cursor, message.Data, version),
            _ => throw Hdf5Fault.Unsupported(cursor.Place, "Layouts of versions 1 to 4 are read", version),
        };
    }

    private static Layout ReadOld(ref Hdf5Cursor cursor, ReadOnlyMemory<byte> data)
    {
        int rank = cursor.U8(), kind = cursor.U8();
        cursor.Skip(5);
        var address = kind == CompactClass ? Hdf5Cursor.Undefined : cursor.Address();
        var sizes = Sizes(ref cursor, rank, 4);
        return kind switch
        {
            CompactClass => CompactData(ref cursor, cursor.U32(), data),
            ContiguousClass => new Layout { Address = address },
            ChunkedClass => new Layout { Address = address, Chunk = Chunk(ref cursor, sizes) },
            _ => throw Unknown(ref cursor, kind),
        };
    }

    private static Layout ReadNew(ref Hdf5Cursor cursor, ReadOnlyMemory<byte> data, int version)
    {
        var kind = cursor.U8();
        return kind switch
        {
            CompactClass => CompactData(ref cursor, cursor.U16(), data),
            ContiguousClass => new Layout { Address = cursor.Address(), Size = cursor.Length() },
            ChunkedClass when version == 3 => ReadTree(ref cursor),
            ChunkedClass => ReadIndexed(ref cursor),
            _ => throw Unknown(ref cursor, kind),
        };
    }

    private static Layout ReadTree(ref Hdf5Cursor cursor)
    {
        var rank = cursor.U8();
        var address = cursor.Address();
        return new Layout { Address = address, Chunk = Chunk(ref cursor, Sizes(ref cursor, rank, 4)) };
    }

    private static Layout ReadIndexed(ref Hdf5Cursor cursor)
    {
        var flags = cursor.U8();
        int rank = cursor.U8(), width = cursor.U8();
        var chunk = Chunk(ref cursor, Sizes(ref cursor, rank, width));
        var index = (ChunkIndexKind)cursor.U8();
        (long Size, uint Mask)? single = null;
        switch (index)
        {
            case ChunkIndexKind.Single:
                single = (flags & 2) != 0 ? (cursor.Length(), cursor.U32()) : null;
                break;
            case ChunkIndexKind.Implicit:
                break;
            case ChunkIndexKind.FixedArray:
                cursor.Skip(1);
                break;
            case ChunkIndexKind.ExtensibleArray:
                cursor.Skip(5);
                break;
            case ChunkIndexKind.TreeV2:
                cursor.Skip(6);
                break;
            default:
                throw Hdf5Fault.Corrupt(cursor.Place, "Chunks have one of the five kinds of index", received: (int)index);
        }

        return new Layout { Address = cursor.Address(), Chunk = chunk, Index = index, Single = single };
    }

    private static Layout CompactData(ref Hdf5Cursor cursor, long size, ReadOnlyMemory<byte> data)
    {
        var start = cursor.Position;
        cursor.Bytes(size);
        return new Layout { Compact = data.Slice(start, (int)size) };
    }

    private static long[] Sizes(ref Hdf5Cursor cursor, int rank, int width)
    {
        if (rank > Hdf5Limits.MaximumRank + 1)
        {
            throw Hdf5Fault.Corrupt(cursor.Place, "A layout has at most 33 sizes", received: rank);
        }

        var sizes = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            sizes[i] = cursor.Unsigned(width);
        }

        return sizes;
    }

    // The last size is that of an element.
    private static long[] Chunk(ref Hdf5Cursor cursor, long[] sizes) => sizes.Length >= 1 && Array.TrueForAll(sizes, static size => size > 0)
        ? sizes[..^1]
        : throw Hdf5Fault.Corrupt(cursor.Place, "A chunk has a positive length along each axis", received: string.Join(", ", sizes));

    private static FileFormatException Unknown(ref Hdf5Cursor cursor, int kind) => kind == 3
        ? Hdf5Fault.UnsafeLink(cursor.Place, "Virtual arrays, which are made up of others, are not read")
        : Hdf5Fault.Corrupt(cursor.Place, "A layout is compact, contiguous or chunked", received: $"class {kind}");
}
