namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Lists the chunks that were written, whatever index the file keeps of them.</summary>
internal static class ChunkIndex
{
    public static List<StoredChunk> Read(Hdf5Image image, Layout layout, ChunkGrid grid, bool filtered)
    {
        var chunks = new List<StoredChunk>();
        if (layout.Address == Hdf5Cursor.Undefined)
        {
            return chunks;
        }

        switch (layout.Index)
        {
            case ChunkIndexKind.TreeV1:
                ReadTreeV1(image, layout.Address, grid, chunks);
                break;
            case ChunkIndexKind.Single:
                chunks.Add(new StoredChunk(0, layout.Address, layout.Single?.Size ?? grid.ChunkBytes, layout.Single?.Mask ?? 0));
                break;
            case ChunkIndexKind.Implicit:
                ReadImplicit(layout.Address, grid, chunks);
                break;
            case ChunkIndexKind.FixedArray:
                new FixedArray(image, grid, chunks, filtered).Read(layout.Address);
                break;
            case ChunkIndexKind.ExtensibleArray:
                new ExtensibleArray(image, grid, chunks, filtered).Read(layout.Address);
                break;
            default:
                ReadTreeV2(image, layout.Address, grid, chunks);
                break;
        }

        var seen = new HashSet<long>();
        foreach (var chunk in chunks)
        {
            if (!seen.Add(chunk.Place))
            {
                throw Hdf5Fault.Corrupt("chunk index", "Each chunk is stored once", received: $"chunk {chunk.Place} twice");
            }
        }

        return chunks;
    }

    private static void ReadTreeV1(Hdf5Image image, long address, ChunkGrid grid, List<StoredChunk> chunks)
    {
        var rank = grid.Shape.Length;
        BTreeV1.Visit(image, address, 1, 8 + (8 * (rank + 1)), (ref key, child) =>
        {
            long size = key.U32();
            var mask = key.U32();
            Span<long> position = stackalloc long[rank];
            for (var axis = 0; axis < rank; axis++)
            {
                position[axis] = key.Unsigned(8) / grid.Chunk[axis];
            }

            // Chunks of a part that was cut off when the array shrank may stay in the index.
            if (grid.Place(position) is { } place)
            {
                chunks.Add(new StoredChunk(place, child, size, mask));
            }
        });
    }

    private static void ReadImplicit(long address, ChunkGrid grid, List<StoredChunk> chunks)
    {
        for (var index = 0L; index < grid.IndexEnd(); index++)
        {
            if (grid.PlaceOfIndex(index) is { } place)
            {
                chunks.Add(new StoredChunk(place, checked(address + (index * grid.ChunkBytes)), grid.ChunkBytes, 0));
            }
        }
    }

    private static void ReadTreeV2(Hdf5Image image, long address, ChunkGrid grid, List<StoredChunk> chunks)
    {
        var (kind, records) = BTreeV2.Read(image, address, 10, 11);
        Span<long> position = stackalloc long[grid.Shape.Length];
        foreach (var record in records)
        {
            var cursor = new Hdf5Cursor(record, image.AddressSize, image.LengthSize, "chunk record", address);
            var at = cursor.Address();
            var sizeWidth = record.Length - image.AddressSize - 4 - (8 * position.Length);
            var size = kind == 11 ? cursor.Unsigned(sizeWidth) : grid.ChunkBytes;
            var mask = kind == 11 ? cursor.U32() : 0;
            for (var axis = 0; axis < position.Length; axis++)
            {
                position[axis] = cursor.Unsigned(8);
            }

            if (grid.Place(position) is { } place)
            {
                chunks.Add(new StoredChunk(place, at, size, mask));
            }
        }
    }
}
