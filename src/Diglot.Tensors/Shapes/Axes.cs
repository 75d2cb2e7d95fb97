namespace Diglot.Tensors.Shapes;

/// <summary>The rules about axes that every operation shares: counting from the end, broadcasting, reshaping.</summary>
public static class Axes
{
    private static readonly long[] OneAxis = [1];

    /// <summary>Turns an axis that may count from the end into one that counts from the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static int Normalize(int axis, int rank)
    {
        // A scalar may be reduced over axis 0 or -1, as both frameworks allow.
        var bound = Math.Max(rank, 1);
        return axis >= -bound && axis < bound
            ? (axis < 0 ? axis + bound : axis)
            : throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} does not exist: an array of {rank} axes has axes {-bound} to {bound - 1}.");
    }

    /// <summary>Normalizes several axes and sorts them; none given means all.</summary>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public static int[] NormalizeAll(ReadOnlySpan<int> axes, int rank)
    {
        var result = new int[axes.IsEmpty ? rank : axes.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = axes.IsEmpty ? i : Normalize(axes[i], rank);
        }

        Array.Sort(result);
        for (var i = 1; i < result.Length; i++)
        {
            if (result[i] == result[i - 1])
            {
                throw new ArgumentException($"Axis {result[i]} is named twice.", nameof(axes));
            }
        }

        return result;
    }

    /// <summary>The shape of the result when two shapes meet in an elementwise operation (NumPy's broadcasting rule).</summary>
    /// <exception cref="ArgumentException">Two lengths differ and neither is 1.</exception>
    public static Shape Broadcast(Shape left, Shape right)
    {
        if (left == right)
        {
            return left;
        }

        var lengths = new int[Math.Max(left.Rank, right.Rank)];
        for (var i = 1; i <= lengths.Length; i++)
        {
            var a = i <= left.Rank ? left[-i] : 1;
            var b = i <= right.Rank ? right[-i] : 1;
            lengths[^i] = a == b || b == 1 ? a : a == 1 ? b
                : throw new ArgumentException($"Shapes {left} and {right} do not broadcast: at axis -{i} the lengths are {a} and {b}; they must be equal, or one of them 1.");
        }

        return lengths;
    }

    /// <summary>Fills in the one length given as -1.</summary>
    /// <exception cref="ArgumentException">The new shape does not hold as many elements.</exception>
    public static Shape Reshape(Shape from, ReadOnlySpan<int> to)
    {
        var lengths = to.ToArray();
        var unknown = -1;
        var known = 1L;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] != -1)
            {
                known *= lengths[i];
            }
            else if (unknown < 0)
            {
                unknown = i;
            }
            else
            {
                throw new ArgumentException($"Only one length of the new shape ({string.Join(", ", lengths)}) can be -1.", nameof(to));
            }
        }

        var total = from.Length;
        if (unknown >= 0 && known != 0 && total % known == 0)
        {
            lengths[unknown] = (int)(total / known);
            known = total;
        }

        return known == total && (unknown < 0 || lengths[unknown] >= 0)
            ? lengths
            : throw new ArgumentException($"Shape {from} holds {total} elements and cannot be reshaped to ({string.Join(", ", to.ToArray())}).", nameof(to));
    }

    /// <summary>Row-major strides, in elements.</summary>
    public static long[] ContiguousStrides(Shape shape)
    {
        if (shape.Rank <= 1)
        {
            // The commonest shapes share theirs; strides are never written to.
            return shape.Rank == 0 ? [] : OneAxis;
        }

        var strides = new long[shape.Rank];
        var stride = 1L;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>The shape after reducing some axes.</summary>
    public static Shape Reduce(Shape shape, ReadOnlySpan<int> sortedAxes, bool keepAxes)
    {
        var lengths = new List<int>(shape.Rank);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!sortedAxes.Contains(axis))
            {
                lengths.Add(shape[axis]);
            }
            else if (keepAxes)
            {
                lengths.Add(1);
            }
        }

        return lengths.ToArray();
    }
}
