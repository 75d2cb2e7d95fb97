namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The shape of an array or attribute.</summary>
/// <param name="Shape">Length of each axis; empty for a scalar; null where there are no elements at all.</param>
/// <param name="Maximum">How far each axis may grow; <see cref="Unlimited"/> for without bound.</param>
internal sealed record Dataspace(long[]? Shape, long[] Maximum)
{
    public const long Unlimited = -1;

    /// <summary>Reads a dataspace message.</summary>
    public static Dataspace Read(ref Hdf5Cursor cursor)
    {
        var version = cursor.Version(1, 2);
        var rank = cursor.U8();
        var flags = cursor.U8();
        var kind = cursor.U8();
        if (version == 1)
        {
            kind = 1;
            cursor.Skip(4);
        }

        if (kind > 2 || rank > Hdf5Limits.MaximumRank)
        {
            throw Hdf5Fault.Corrupt(cursor.Place, "A shape is null, scalar or simple, with at most 32 axes", received: $"kind {kind}, {rank} axes");
        }

        if (kind == 2)
        {
            return new Dataspace(null, []);
        }

        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            shape[axis] = cursor.Length();
        }

        var maximum = (long[])shape.Clone();
        for (var axis = 0; axis < rank && (flags & 1) != 0; axis++)
        {
            maximum[axis] = MaximumLength(ref cursor, shape[axis]);
        }

        return new Dataspace(shape, maximum);
    }

    /// <summary>Bytes of all elements; refuses what no file can hold.</summary>
    public static long ByteLength(ReadOnlySpan<long> shape, int elementSize, string place)
    {
        Int128 bytes = elementSize;
        var empty = false;
        foreach (var length in shape)
        {
            empty |= length == 0;
            bytes *= Math.Max(length, 1);
            if (bytes > long.MaxValue)
            {
                throw Hdf5Fault.Limit(place, "An array has fewer than 2^63 bytes", received: $"shape ({string.Join(", ", shape.ToArray())})");
            }
        }

        return empty ? 0 : (long)bytes;
    }

    // "Without bound" is all ones in the file's length width.
    private static long MaximumLength(ref Hdf5Cursor cursor, long length)
    {
        var value = cursor.LengthOrUnlimited();
        return value == Unlimited || value >= length
            ? value
            : throw Hdf5Fault.Corrupt(cursor.Place, "An axis is no longer than its maximum", $"at most {value}", length);
    }
}
