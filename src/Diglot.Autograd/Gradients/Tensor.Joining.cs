using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <content>Joining, splitting, padding and repeating.</content>
public sealed partial class Tensor
{
    /// <summary>Tensors one after the other along an axis; types promote, all other axes are equal.</summary>
    public static Tensor Concatenate(ReadOnlySpan<Tensor> tensors, int axis = 0)
    {
        if (tensors.IsEmpty)
        {
            throw new ArgumentException("At least one tensor is needed to concatenate.", nameof(tensors));
        }

        var arrays = new NDArray[tensors.Length];
        var lengths = new int[tensors.Length];
        axis = Axes.Normalize(axis, tensors[0].Rank);
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = tensors[i].Data;
            lengths[i] = tensors[i].Rank == tensors[0].Rank && tensors[i].Rank > 0 ? tensors[i].Shape[axis] : 0;
        }

        return Record.Many("cat", tensors, NDArray.Concatenate(arrays, axis), (axis, lengths, types: arrays.Select(a => a.Type).ToArray()), static (of, dy, i) => dy.Slice(of.axis, of.lengths.Take(i).Sum(), of.lengths[i]).To(of.types[i]));
    }

    /// <summary>Tensors of one shape beside each other along a new axis.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
    {
        var expanded = new Tensor[tensors.Length];
        for (var i = 0; i < expanded.Length; i++)
        {
            if (tensors[i].Shape != tensors[0].Shape)
            {
                throw new ArgumentException($"Stacking needs equal shapes; received {tensors[0].Shape} and, at position {i}, {tensors[i].Shape}.", nameof(tensors));
            }

            expanded[i] = tensors[i].ExpandDims(axis);
        }

        return Concatenate(expanded, axis);
    }

    /// <summary>Parts of the given lengths along an axis, as views.</summary>
    public Tensor[] Split(ReadOnlySpan<int> lengths, int axis = 0)
    {
        axis = Axes.Normalize(axis, Rank);
        var total = 0;
        var parts = new Tensor[lengths.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Slice(axis, total, lengths[i]);
            total += lengths[i];
        }

        return total == Shape[axis] ? parts
            : throw new ArgumentException($"The parts ({string.Join(", ", lengths.ToArray())}) hold {total} of axis {axis} of shape {Shape}, which has {Shape[axis]}.", nameof(lengths));
    }

    /// <summary>Parts of one length along an axis, the last perhaps shorter, as views.</summary>
    public Tensor[] Split(int length, int axis = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var total = Shape[axis];
        return Split([.. Enumerable.Range(0, Math.Max(1, (total + length - 1) / length)).Select(i => Math.Min(length, total - (i * length)))], axis);
    }

    /// <summary>Surrounded by a constant; negative widths cut away.</summary>
    /// <param name="widths">For each axis from the first: how much before and how much after.</param>
    /// <param name="value">The constant.</param>
    public Tensor Pad(ReadOnlySpan<(int Before, int After)> widths, Scalar value)
    {
        if (widths.Length != Rank)
        {
            throw new ArgumentException($"Padding {Shape} needs {Rank} pairs of widths; {widths.Length} were given.", nameof(widths));
        }

        var kept = this;
        var lengths = new int[Rank];
        var places = widths.ToArray();
        for (var axis = 0; axis < Rank; axis++)
        {
            var (before, after) = places[axis];
            var (cutBefore, cutAfter) = (Math.Max(0, -before), Math.Max(0, -after));
            if (cutBefore + cutAfter > 0)
            {
                kept = kept.Slice(axis, cutBefore, Math.Max(0, Shape[axis] - cutBefore - cutAfter));
            }

            places[axis] = (Math.Max(0, before), Math.Max(0, after));
            lengths[axis] = kept.Shape[axis] + places[axis].Before + places[axis].After;
        }

        var y = NDArray.Full(lengths, value, Type);
        var inner = kept.Shape;
        Inside(y, places, inner).CopyFrom(kept.Data);
        return Record.Unary("pad", kept, y, (places, inner), static (of, dy) =>
        {
            for (var axis = 0; axis < of.places.Length; axis++)
            {
                dy = dy.Slice(axis, of.places[axis].Before, of.inner[axis]);
            }

            return dy;
        });
    }

    /// <summary>The whole tensor repeated along each axis.</summary>
    public Tensor Tile(params ReadOnlySpan<int> times)
    {
        var result = this;
        while (result.Rank < times.Length)
        {
            result = result.ExpandDims(0);
        }

        var shape = result.Shape.ToArray();
        var offset = result.Rank - times.Length;
        for (var i = 0; i < times.Length; i++)
        {
            var axis = offset + i;
            if (times[i] != 1)
            {
                var wide = shape.ToList();
                wide.Insert(axis, times[i]);
                shape[axis] *= times[i];
                result = result.ExpandDims(axis).BroadcastTo(wide.ToArray()).Reshape(shape);
            }
        }

        return result;
    }

    /// <summary>Each element repeated in place along an axis.</summary>
    public Tensor Repeat(int times, int axis)
    {
        axis = Axes.Normalize(axis, Rank);
        var wide = Shape.ToArray().ToList();
        wide.Insert(axis + 1, times);
        var shape = Shape.ToArray();
        shape[axis] *= times;
        return ExpandDims(axis + 1).BroadcastTo(wide.ToArray()).Reshape(shape);
    }

    /// <summary>Elements moved along an axis, those that fall off coming in at the other end.</summary>
    public Tensor Roll(int shift, int axis)
    {
        axis = Axes.Normalize(axis, Rank);
        var length = Shape[axis];
        var start = length == 0 ? 0 : ((-shift % length) + length) % length;
        return start == 0 ? this : Concatenate([Slice(axis, start, length - start), Slice(axis, 0, start)], axis);
    }

    /// <summary>The lower triangle of the last two axes, diagonals above <paramref name="diagonal"/> set to 0.</summary>
    public Tensor LowerTriangle(int diagonal = 0) => Triangle(diagonal, lower: true);

    /// <summary>The upper triangle of the last two axes, diagonals below <paramref name="diagonal"/> set to 0.</summary>
    public Tensor UpperTriangle(int diagonal = 0) => Triangle(diagonal, lower: false);

    /// <summary>The elements in order along an axis, and where each came from; equal ones keep their order, NaN comes last.</summary>
    public (Tensor Values, Tensor Positions) Sort(int axis = -1, bool descending = false)
    {
        var positions = new Tensor(Data.ArgSort(axis, descending));
        return (Rank == 0 ? this : Gather(axis, positions), positions);
    }

    /// <summary>The k largest (or smallest) elements along an axis, in order, and where each came from.</summary>
    public (Tensor Values, Tensor Positions) TopK(int k, int axis = -1, bool largest = true)
    {
        if (k < 0 || k > Shape[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(k), $"The {k} largest elements of axis {axis} of shape {Shape} do not exist: it has {Shape[axis]}.");
        }

        var positions = new Tensor(Data.ArgSort(axis, descending: largest).Slice(axis, 0, k).Copy());
        return (Gather(axis, positions), positions);
    }

    private Tensor Triangle(int diagonal, bool lower)
    {
        var rows = new Tensor(NDArray.Arange(0, Shape[-2], 1, DType.Int64)).ExpandDims(1);
        var columns = new Tensor(NDArray.Arange(0, Shape[-1], 1, DType.Int64)).ExpandDims(0);
        return Where(lower ? columns <= rows + diagonal : columns >= rows + diagonal, this, Zeros(Shape.Scalar, Type));
    }

    private static NDArray Inside(NDArray padded, (int Before, int After)[] places, Shape inner)
    {
        for (var axis = 0; axis < places.Length; axis++)
        {
            padded = padded.Slice(axis, places[axis].Before, inner[axis]);
        }

        return padded;
    }
}
