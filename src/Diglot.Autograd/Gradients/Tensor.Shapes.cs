using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <content>Other shapes and orders of the same elements; the gradient goes the same way back.</content>
public sealed partial class Tensor
{
    /// <summary>Another shape; one length may be -1. A view where the memory allows it.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> shape)
        => Record.View("view", this, Data.Reshape(shape), Shape, static (from, dy) => dy.Reshape(from.AsSpan()));

    /// <summary>The axes in another order.</summary>
    public Tensor Permute(params ReadOnlySpan<int> axes)
    {
        var order = axes.ToArray();
        return Record.View("permute", this, Data.Permute(order), order, static (order, dy) => dy.Permute(Inverse(order)));
    }

    /// <summary>Two axes exchanged.</summary>
    public Tensor Transpose(int first = -2, int second = -1)
        => Record.View("transpose", this, Data.Transpose(first, second), (first, second), static (axes, dy) => dy.Transpose(axes.first, axes.second));

    /// <summary>A new axis of length 1.</summary>
    public Tensor ExpandDims(int axis) => Record.View("unsqueeze", this, Data.ExpandDims(axis), Shape, static (from, dy) => dy.Reshape(from.AsSpan()));

    /// <summary>Without the named axes of length 1, or all such axes.</summary>
    public Tensor Squeeze(params ReadOnlySpan<int> axes) => Record.View("squeeze", this, Data.Squeeze(axes), Shape, static (from, dy) => dy.Reshape(from.AsSpan()));

    /// <summary>Repeated along axes of length 1, without a copy.</summary>
    public Tensor BroadcastTo(Shape shape) => Record.View("expand", this, Data.BroadcastTo(shape), Shape, static (from, dy) => dy.SumTo(from));

    /// <summary>Elements start, start + step … along an axis.</summary>
    public Tensor Slice(int axis, int start, int length, int step = 1)
        => Record.View("slice", this, Data.Slice(axis, start, length, step), (Shape, axis, start, length, step), static (of, dy) => Placed(of.Shape, dy, whole => whole.Slice(of.axis, of.start, of.length, of.step), part => part.Slice(of.axis, of.start, of.length, of.step)));

    /// <summary>One element along an axis; the axis goes.</summary>
    public Tensor Select(int axis, int index)
        => Record.View("select", this, Data.Select(axis, index), (Shape, axis, index), static (of, dy) => Placed(of.Shape, dy, whole => whole.Select(of.axis, of.index), part => part.Select(of.axis, of.index)));

    /// <summary>The diagonal of two axes as a new last axis.</summary>
    public Tensor Diagonal(int offset = 0, int first = 0, int second = 1)
        => Record.View("diagonal", this, Data.Diagonal(offset, first, second), (Shape, offset, first, second), static (of, dy) => Placed(of.Shape, dy, whole => whole.Diagonal(of.offset, of.first, of.second), part => part.Diagonal(of.offset, of.first, of.second)));

    /// <summary>The elements of some axes in reverse order.</summary>
    public Tensor Flip(params ReadOnlySpan<int> axes)
    {
        var result = this;
        foreach (var axis in Axes.NormalizeAll(axes, Rank))
        {
            var length = Shape[axis];
            result = result.Slice(axis, Math.Max(0, length - 1), length, -1);
        }

        return result.Clone();
    }

    /// <summary>A tensor without gaps in memory.</summary>
    public Tensor Contiguous() => Data.IsContiguous ? this : Clone();

    /// <summary>Zeros of a shape, with a gradient placed where the forward view had looked.</summary>
    private static Tensor Placed(Shape shape, Tensor dy, Func<NDArray, NDArray> place, Func<Tensor, Tensor> look)
    {
        var whole = NDArray.Zeros(shape, dy.Type);
        place(whole).CopyFrom(dy.Data);
        return Record.Unary("slice_backward", dy, whole, look, static (look, ddy) => look(ddy));
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            inverse[order[i] < 0 ? order[i] + order.Length : order[i]] = i;
        }

        return inverse;
    }
}
