namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Entries of the two array-like chunk indexes.</summary>
internal static class ChunkElement
{
    /// <summary>Reads an entry and notes the chunk, if it was written and lies inside the array.</summary>
    public static void Read(ref Hdf5Cursor cursor, int size, int addressSize, bool filtered, long index, ChunkGrid grid, List<StoredChunk> chunks)
    {
        var address = cursor.Address();
        var (stored, mask) = filtered ? (cursor.Unsigned(size - addressSize - 4), cursor.U32()) : (grid.ChunkBytes, 0u);
        if (address != Hdf5Cursor.Undefined && grid.PlaceOfIndex(index) is { } place)
        {
            chunks.Add(new StoredChunk(place, address, stored, mask));
        }
    }
}
