namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Elements that lie in chunks, each perhaps behind filters.</summary>
internal sealed class ChunkedRaw : RawArray
{
    private readonly Hdf5Image _image;
    private readonly Layout _layout;
    private readonly FilterPipeline _filters;
    private readonly ChunkGrid _grid;
    private readonly ReadOnlyMemory<byte> _fill;

    private ChunkedRaw(Hdf5Image image, Layout layout, FilterPipeline filters, ChunkGrid grid, ReadOnlyMemory<byte> fill)
    {
        _image = image;
        _layout = layout;
        _filters = filters;
        _grid = grid;
        _fill = fill;
    }

    public static ChunkedRaw Create(Hdf5Image image, Layout layout, FilterPipeline filters, Dataspace space, int elementSize, ReadOnlyMemory<byte> fill)
    {
        var grid = new ChunkGrid(space, layout.Chunk!, elementSize);
        DatasetReader.CheckExpansion(image, grid.Count * grid.ChunkBytes);
        if (layout.Index == ChunkIndexKind.Single && grid.Count > 1)
        {
            throw Hdf5Fault.Corrupt("chunked layout", "An array in a single chunk is no larger than it", 1, grid.Count);
        }

        return new ChunkedRaw(image, layout, filters, grid, fill);
    }

    public override void CopyTo(Span<byte> destination)
    {
        if (destination.IsEmpty)
        {
            return;
        }

        var chunks = ChunkIndex.Read(_image, _layout, _grid, !_filters.IsEmpty);
        if (chunks.Count < _grid.Count)
        {
            FilledRaw.Fill(destination, _fill.Span);
        }

        var buffer = new byte[_grid.ChunkBytes];
        Span<long> position = stackalloc long[_grid.Shape.Length];
        foreach (var chunk in chunks)
        {
            Decode(chunk, buffer);
            _grid.Position(chunk.Place, position);
            Place(buffer, position, destination);
        }
    }

    private void Decode(StoredChunk chunk, byte[] buffer)
    {
        const string What = "chunk";
        if (_filters.IsEmpty)
        {
            if (chunk.Size != buffer.Length)
            {
                throw Hdf5Fault.Corrupt($"{What} {chunk.Place}", "A chunk without filters has the size of its shape", buffer.Length, chunk.Size);
            }

            _image.Read(chunk.Address, buffer, What);
            return;
        }

        var bytes = _filters.Undo(_image.Block(chunk.Address, chunk.Size, What), buffer.Length, chunk.Mask, $"{What} {chunk.Place} at address {chunk.Address}");
        if (bytes.Length != buffer.Length)
        {
            throw Hdf5Fault.Corrupt($"{What} {chunk.Place} at address {chunk.Address}", "A chunk unpacks to the size of its shape", buffer.Length, bytes.Length);
        }

        bytes.CopyTo(buffer);
    }

    /// <summary>Copies the part of a chunk that lies inside the array, one run along the last axis after the other.</summary>
    private void Place(ReadOnlySpan<byte> chunk, ReadOnlySpan<long> position, Span<byte> destination)
    {
        var rank = position.Length;
        Span<long> extent = stackalloc long[rank];
        Span<long> at = stackalloc long[rank];
        at.Clear();
        for (var axis = 0; axis < rank; axis++)
        {
            extent[axis] = Math.Min(_grid.Chunk[axis], _grid.Shape[axis] - (position[axis] * _grid.Chunk[axis]));
        }

        var run = (int)(extent[^1] * _grid.ElementSize);
        while (true)
        {
            long from = 0, to = 0;
            for (var axis = 0; axis < rank; axis++)
            {
                from = (from * _grid.Chunk[axis]) + at[axis];
                to = (to * _grid.Shape[axis]) + (position[axis] * _grid.Chunk[axis]) + at[axis];
            }

            chunk.Slice((int)(from * _grid.ElementSize), run).CopyTo(destination[(int)(to * _grid.ElementSize)..]);
            var last = rank - 2;
            for (; last >= 0 && ++at[last] == extent[last]; last--)
            {
                at[last] = 0;
            }

            if (last < 0)
            {
                return;
            }
        }
    }
}
