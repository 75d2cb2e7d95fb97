using System.Numerics;
using Diglot.Tensors.Shapes;

namespace Diglot.Tensors;

/// <content>Reading and writing at positions that are themselves data.</content>
public sealed unsafe partial class NDArray
{
    /// <summary>Elements at the given positions along an axis; the axis becomes the positions' axes.</summary>
    public NDArray Take(NDArray positions, int axis)
    {
        axis = Axes.Normalize(axis, Rank);
        var chosen = Checked(positions, axis);
        var (outer, inner) = Around(axis);
        var result = new NDArray(Type, (int[])[.. Shape.AsSpan()[..axis], .. positions.Shape, .. Shape.AsSpan()[(axis + 1)..]]);
        var source = Contiguous();
        var bytes = inner * Type.Size;
        var from = (byte*)source.Pointer;
        var to = (byte*)result.Pointer;
        for (long o = 0; o < outer; o++)
        {
            foreach (var position in chosen.AsSpan<long>())
            {
                Buffer.MemoryCopy(from + (((o * Shape[axis]) + position) * bytes), to, bytes, bytes);
                to += bytes;
            }
        }

        GC.KeepAlive(chosen);
        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>Adds to the elements at the given positions along an axis; a position named twice is added to twice. This array is contiguous.</summary>
    public void AddAt(NDArray positions, int axis, NDArray values)
    {
        axis = Axes.Normalize(axis, Rank);
        var chosen = Checked(positions, axis);
        var (outer, inner) = Around(axis);
        var source = values.To(Type).Contiguous();
        switch (Type)
        {
            case DType.Float32: Add<float>(); break;
            case DType.Float64: Add<double>(); break;
            case DType.Int32: Add<int>(); break;
            case DType.Int64: Add<long>(); break;
            default:
                var wide = To(Wider(Type)).Copy();
                wide.AddAt(positions, axis, values);
                CopyFrom(wide);
                return;
        }

        Storage.Touch();

        void Add<T>()
            where T : unmanaged, INumber<T>
        {
            var from = (T*)source.Pointer;
            var to = (T*)Pointer;
            for (long o = 0; o < outer; o++)
            {
                foreach (var position in chosen.AsSpan<long>())
                {
                    var row = to + (((o * Shape[axis]) + position) * inner);
                    for (long i = 0; i < inner; i++)
                    {
                        row[i] += *from++;
                    }
                }
            }

            GC.KeepAlive(chosen);
            GC.KeepAlive(source);
            GC.KeepAlive(this);
        }
    }

    /// <summary>result[…, j, …] = this[…, positions[…, j, …], …] along an axis.</summary>
    public NDArray Gather(int axis, NDArray positions)
    {
        var places = Places(axis, positions);
        var result = new NDArray(Type, positions.Shape);
        var source = Contiguous();
        var size = Type.Size;
        var from = (byte*)source.Pointer;
        var to = (byte*)result.Pointer;
        foreach (var place in places)
        {
            Buffer.MemoryCopy(from + (place * size), to, size, size);
            to += size;
        }

        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>this[…, positions[…, j, …], …] = (or +=) values[…, j, …] along an axis; this array is contiguous.</summary>
    public void Scatter(int axis, NDArray positions, NDArray values, bool add = false)
    {
        var places = Places(axis, positions);
        var narrowed = values.To(Type);
        for (var other = 0; other < values.Rank && values.Rank == positions.Rank; other++)
        {
            narrowed = narrowed.Slice(other, 0, Math.Min(positions.Shape[other], narrowed.Shape[other]));
        }

        var source = narrowed.BroadcastTo(positions.Shape).Contiguous();
        if (add)
        {
            Reshape(-1).AddAt(From(places), 0, source.Reshape(-1));
        }
        else
        {
            var size = Type.Size;
            var from = (byte*)source.Pointer;
            var to = (byte*)Pointer;
            foreach (var place in places)
            {
                Buffer.MemoryCopy(from, to + (place * size), size, size);
                from += size;
            }
        }

        Storage.Touch();
        GC.KeepAlive(source);
        GC.KeepAlive(this);
    }

    /// <summary>Positions of elements that are not 0, one row of indices each.</summary>
    public NDArray NonZero()
    {
        var mask = To(DType.Bool).Contiguous().ToArray<bool>();
        var strides = Axes.ContiguousStrides(Shape);
        var rows = new List<long>();
        for (long i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                for (var axis = 0; axis < Rank; axis++)
                {
                    rows.Add(i / strides[axis] % Shape[axis]);
                }
            }
        }

        var count = Rank == 0 ? (mask[0] ? 1 : 0) : rows.Count / Rank;
        return From(rows.ToArray(), new[] { count, Rank });
    }

    /// <summary>Positions along an axis in order of their elements; equal ones keep their order, NaN counts as largest.</summary>
    public NDArray ArgSort(int axis = -1, bool descending = false)
    {
        if (Rank == 0)
        {
            return Zeros(Shape, DType.Int64);
        }

        axis = Axes.Normalize(axis, Rank);
        var last = Transpose(axis, -1);
        var rows = last.Contiguous();
        var result = new NDArray(DType.Int64, last.Shape);
        switch (Wider(Type))
        {
            case DType.Int32 or DType.Int64 or DType.UInt8: SortRows(rows.ToArray<long>()); break;
            default: SortRows(rows.ToArray<double>()); break;
        }

        return result.Transpose(axis, -1).Contiguous();

        void SortRows<T>(T[] values)
            where T : unmanaged, INumber<T>
        {
            var length = last.Shape[-1];
            var target = result.AsSpan<long>();
            for (var start = 0; start < values.Length; start += length)
            {
                var row = new ReadOnlyMemory<T>(values, start, length);
                var order = Enumerable.Range(0, length);
                var comparer = Comparer<int>.Create((a, b) => Compare(row.Span[a], row.Span[b]));
                var sorted = descending ? order.OrderDescending(comparer) : order.Order(comparer);
                var place = start;
                foreach (var position in sorted)
                {
                    target[place++] = position;
                }
            }

            GC.KeepAlive(result);

            static int Compare(T a, T b) => T.IsNaN(a) ? (T.IsNaN(b) ? 0 : 1) : T.IsNaN(b) ? -1 : a.CompareTo(b);
        }
    }

    /// <summary>Arrays one after the other along an axis.</summary>
    public static NDArray Concatenate(ReadOnlySpan<NDArray> arrays, int axis)
    {
        var first = arrays[0];
        axis = Axes.Normalize(axis, first.Rank);
        var lengths = first.Shape.ToArray();
        var type = first.Type;
        for (var i = 1; i < arrays.Length; i++)
        {
            var shape = arrays[i].Shape;
            var fits = shape.Rank == first.Rank;
            for (var other = 0; fits && other < shape.Rank; other++)
            {
                fits = other == axis || shape[other] == first.Shape[other];
            }

            if (!fits)
            {
                throw new ArgumentException($"Concatenating along axis {axis} needs shapes that agree on all other axes; received {first.Shape} and, at position {i}, {shape}.", nameof(arrays));
            }

            lengths[axis] += shape[axis];
            type = ElementTypes.Promote(type, arrays[i].Type);
        }

        var result = new NDArray(type, lengths);
        var start = 0;
        foreach (var array in arrays)
        {
            result.Slice(axis, start, array.Shape[axis]).CopyFrom(array);
            start += array.Shape[axis];
        }

        return result;
    }

    private (long Outer, long Inner) Around(int axis)
    {
        long outer = 1, inner = 1;
        for (var other = 0; other < Rank; other++)
        {
            if (other < axis)
            {
                outer *= Shape[other];
            }
            else if (other > axis)
            {
                inner *= Shape[other];
            }
        }

        return (outer, inner);
    }

    /// <summary>Positions as int64 from 0 without gaps, each checked; the given array itself where nothing is to be changed.</summary>
    private NDArray Checked(NDArray positions, int axis)
    {
        var result = positions.To(DType.Int64).Contiguous();
        var length = Rank == 0 ? 1 : Shape[axis];
        var anyFromEnd = false;
        foreach (var position in result.AsSpan<long>())
        {
            if (position < -length || position >= length)
            {
                throw new IndexOutOfRangeException($"Index {position} is out of range for axis {axis} of shape {Shape}, which has {length} elements.");
            }

            anyFromEnd |= position < 0;
        }

        if (anyFromEnd)
        {
            result = result.Copy();
            foreach (ref var position in result.AsSpan<long>())
            {
                position += position < 0 ? length : 0;
            }
        }

        return result;
    }

    /// <summary>For each element of the positions, where in this array (row-major) it points.</summary>
    private long[] Places(int axis, NDArray positions)
    {
        axis = Axes.Normalize(axis, Rank);
        if (positions.Rank != Rank)
        {
            throw new ArgumentException($"Positions of {positions.Rank} axes cannot point into an array of {Rank} axes: shapes {positions.Shape} and {Shape}.", nameof(positions));
        }

        var places = Checked(positions, axis).ToArray<long>();
        var strides = Axes.ContiguousStrides(Shape);
        var own = Axes.ContiguousStrides(positions.Shape);
        for (long i = 0; i < places.Length; i++)
        {
            var place = Rank == 0 ? 0 : places[i] * strides[axis];
            for (var other = 0; other < Rank; other++)
            {
                if (other != axis)
                {
                    place += i / own[other] % positions.Shape[other] * strides[other];
                }
            }

            places[i] = place;
        }

        return places;
    }
}
