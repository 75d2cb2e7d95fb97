namespace Diglot.Formats.Hdf5.Reading;

/// <summary>How an array is cut into chunks.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] _counts;
    private readonly long[] _maximumCounts;
    private readonly int _unlimitedAxis;

    public ChunkGrid(Dataspace space, long[] chunk, int elementSize)
    {
        var shape = space.Shape!;
        if (chunk.Length != shape.Length || chunk.Length == 0)
        {
            throw Hdf5Fault.Corrupt("chunked layout", "Chunks have as many axes as their array, at least one", shape.Length, chunk.Length);
        }

        Shape = shape;
        Chunk = chunk;
        ElementSize = elementSize;
        var bytes = Dataspace.ByteLength(chunk, elementSize, "chunk");
        ChunkBytes = bytes <= int.MaxValue ? (int)bytes : throw Hdf5Fault.Limit("chunk", "A chunk has fewer than 2^31 bytes", received: bytes);
        _counts = [.. shape.Zip(chunk, static (length, part) => length == 0 ? 0 : ((length - 1) / part) + 1)];
        _maximumCounts = [.. space.Maximum.Zip(chunk, static (length, part) => length <= 0 ? length : ((length - 1) / part) + 1)];
        _unlimitedAxis = Array.IndexOf(_maximumCounts, Dataspace.Unlimited);
        Count = _counts.Aggregate((Int128)1, static (product, count) => product * count);
    }

    public long[] Shape { get; }

    public long[] Chunk { get; }

    public int ElementSize { get; }

    /// <summary>Bytes of a chunk without filters.</summary>
    public int ChunkBytes { get; }

    /// <summary>Number of chunks that cover the array.</summary>
    public Int128 Count { get; }

    /// <summary>The row-major place of a chunk by its position along each axis; null outside the array.</summary>
    public long? Place(ReadOnlySpan<long> position)
    {
        var place = 0L;
        for (var axis = 0; axis < position.Length; axis++)
        {
            if (position[axis] < 0 || position[axis] >= _counts[axis])
            {
                return null;
            }

            place = (place * _counts[axis]) + position[axis];
        }

        return place;
    }

    /// <summary>The position along each axis of a chunk at a row-major place.</summary>
    public void Position(long place, Span<long> position)
    {
        for (var axis = position.Length - 1; axis >= 0; axis--)
        {
            (place, position[axis]) = Math.DivRem(place, _counts[axis]);
        }
    }

    /// <summary>
    /// The place in the array of a chunk that an array-like index (implicit, fixed or extensible) counts by the
    /// largest shape; an axis without bound is the slowest there. Null outside the array as it is now.
    /// </summary>
    public long? PlaceOfIndex(long index)
    {
        Span<long> position = stackalloc long[_counts.Length];
        for (var axis = _counts.Length - 1; axis >= 0; axis--)
        {
            if (axis != _unlimitedAxis)
            {
                if (_maximumCounts[axis] <= 0)
                {
                    return null;
                }

                (index, position[axis]) = Math.DivRem(index, _maximumCounts[axis]);
            }
        }

        if (_unlimitedAxis >= 0)
        {
            position[_unlimitedAxis] = index;
            index = 0;
        }

        return index == 0 ? Place(position) : null;
    }

    /// <summary>The largest index that <see cref="PlaceOfIndex"/> gives a place for, plus one.</summary>
    public Int128 IndexEnd()
    {
        Int128 end = 1;
        for (var axis = 0; axis < _counts.Length; axis++)
        {
            end *= axis == _unlimitedAxis ? _counts[axis] : _maximumCounts[axis];
            end = Int128.Min(end, long.MaxValue);
        }

        return end;
    }
}
