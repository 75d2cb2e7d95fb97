using Diglot.Tensors.Shapes;

namespace Diglot.Tensors;

/// <content>Views: other shapes and orders of the same elements, without a copy.</content>
public sealed partial class NDArray
{
    /// <summary>The same elements under another shape; a view where the strides allow it, else a copy.</summary>
    /// <param name="shape">The new lengths; one of them may be -1.</param>
    public NDArray Reshape(params ReadOnlySpan<int> shape)
    {
        var target = Axes.Reshape(Shape, shape);
        return TryView(target) ?? Copy().TryView(target)!;
    }

    /// <summary>The same elements under another shape as a view, or null where the strides do not allow one.</summary>
    public NDArray? TryView(Shape target)
    {
        if (target == Shape)
        {
            return this;
        }

        if (IsContiguous)
        {
            return View(target, Axes.ContiguousStrides(target), Offset);
        }

        // Walk both shapes from the inside: runs of old axes that lie evenly can be cut anew.
        var strides = new long[target.Rank];
        var (oldAxis, newAxis) = (Rank - 1, target.Rank - 1);
        while (newAxis >= 0)
        {
            while (oldAxis >= 0 && Shape[oldAxis] == 1)
            {
                oldAxis--;
            }

            if (target[newAxis] == 1)
            {
                strides[newAxis--] = 1;
                continue;
            }

            if (oldAxis < 0)
            {
                return null;
            }

            var (stride, room) = (_strides[oldAxis], (long)Shape[oldAxis]);
            while (newAxis >= 0 && room > 0)
            {
                while (room % target[newAxis] != 0)
                {
                    // The new axis spans several old ones: they must continue each other.
                    var outer = oldAxis - 1;
                    while (outer >= 0 && Shape[outer] == 1)
                    {
                        outer--;
                    }

                    if (outer < 0 || _strides[outer] != _strides[oldAxis] * Shape[oldAxis])
                    {
                        return null;
                    }

                    room *= Shape[outer];
                    oldAxis = outer;
                }

                strides[newAxis] = stride;
                stride *= target[newAxis];
                room /= target[newAxis--];
                if (room == 1)
                {
                    break;
                }
            }

            oldAxis--;
        }

        return View(target, strides, Offset);
    }

    /// <summary>The axes in another order.</summary>
    /// <param name="axes">For each axis of the result, the axis of this array it comes from.</param>
    public NDArray Permute(params ReadOnlySpan<int> axes)
    {
        if (axes.Length != Rank)
        {
            throw new ArgumentException($"Permuting {Shape} needs {Rank} axes; {axes.Length} were given.", nameof(axes));
        }

        _ = Axes.NormalizeAll(axes, Rank);
        var (lengths, strides) = (new int[Rank], new long[Rank]);
        for (var i = 0; i < Rank; i++)
        {
            var axis = Axes.Normalize(axes[i], Rank);
            (lengths[i], strides[i]) = (Shape[axis], _strides[axis]);
        }

        return View(lengths, strides, Offset);
    }

    /// <summary>Two axes exchanged.</summary>
    public NDArray Transpose(int first = -2, int second = -1)
    {
        var axes = Enumerable.Range(0, Rank).ToArray();
        (first, second) = (Axes.Normalize(first, Rank), Axes.Normalize(second, Rank));
        (axes[first], axes[second]) = (axes[second], axes[first]);
        return Permute(axes);
    }

    /// <summary>A new axis of length 1 before <paramref name="axis"/>; negative axes count from behind the last.</summary>
    public NDArray ExpandDims(int axis)
    {
        axis = Axes.Normalize(axis, Rank + 1);
        var (lengths, strides) = (Shape.ToList(), _strides.ToList());
        lengths.Insert(axis, 1);
        strides.Insert(axis, 1);
        return View(lengths.ToArray(), [.. strides], Offset);
    }

    /// <summary>Without the named axes of length 1, or without all of them when none is named.</summary>
    /// <remarks>A named axis of another length stays, as in PyTorch; the faces refuse where their framework does.</remarks>
    public NDArray Squeeze(params ReadOnlySpan<int> axes)
    {
        var named = Axes.NormalizeAll(axes, Rank);
        var kept = Enumerable.Range(0, Rank).Where(axis => Shape[axis] != 1 || !named.Contains(axis)).ToArray();
        return View(kept.Select(axis => Shape[axis]).ToArray(), [.. kept.Select(axis => _strides[axis])], Offset);
    }

    /// <summary>The array repeated along axes of length 1 (and new outer axes) up to a shape, without a copy.</summary>
    public NDArray BroadcastTo(Shape shape)
    {
        if (shape == Shape)
        {
            return this;
        }

        if (shape.Rank < Rank || Axes.Broadcast(Shape, shape) != shape)
        {
            throw new ArgumentException($"Shape {Shape} does not broadcast to {shape}: each axis, from the last, must be equal or 1.", nameof(shape));
        }

        var strides = new long[shape.Rank];
        for (var i = 1; i <= Rank; i++)
        {
            strides[^i] = Shape[-i] == shape[-i] ? _strides[^i] : 0;
        }

        return View(shape, strides, Offset);
    }

    /// <summary>Elements start, start + step … before stop along one axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="start">First element; must exist unless the result is empty.</param>
    /// <param name="length">Number of elements taken.</param>
    /// <param name="step">Distance between them; negative goes backwards.</param>
    public NDArray Slice(int axis, int start, int length, int step = 1)
    {
        axis = Axes.Normalize(axis, Rank);
        var last = start + ((length - 1L) * step);
        if (length < 0 || (length > 0 && (start < 0 || start >= Shape[axis] || last < 0 || last >= Shape[axis])))
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"A slice of {length} from {start} in steps of {step} does not fit axis {axis} of {Shape}.");
        }

        var lengths = Shape.ToArray();
        var strides = _strides.ToArray();
        lengths[axis] = length;
        strides[axis] *= step;
        return View(lengths, strides, length == 0 ? Offset : Offset + (start * _strides[axis]));
    }

    /// <summary>One element along an axis; the axis goes.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public NDArray Select(int axis, int index)
    {
        axis = Axes.Normalize(axis, Rank);
        var length = Shape[axis];
        if (Rank == 0 || index < -length || index >= length)
        {
            throw new IndexOutOfRangeException($"Index {index} is out of range for axis {axis} of shape {Shape}.");
        }

        var kept = Enumerable.Range(0, Rank).Where(other => other != axis).ToArray();
        var offset = Offset + ((index < 0 ? index + length : index) * _strides[axis]);
        return View(kept.Select(other => Shape[other]).ToArray(), [.. kept.Select(other => _strides[other])], offset);
    }

    /// <summary>The main diagonal of two axes, appended as the last axis.</summary>
    public NDArray Diagonal(int offset = 0, int first = 0, int second = 1)
    {
        (first, second) = (Axes.Normalize(first, Rank), Axes.Normalize(second, Rank));
        var (down, across) = (Math.Max(0, -offset), Math.Max(0, offset));
        var length = Math.Max(0, Math.Min(Shape[first] - down, Shape[second] - across));
        var kept = Enumerable.Range(0, Rank).Where(axis => axis != first && axis != second).ToArray();
        return View(
            (int[])[.. kept.Select(axis => Shape[axis]), length],
            [.. kept.Select(axis => _strides[axis]), _strides[first] + _strides[second]],
            length == 0 ? Offset : Offset + (down * _strides[first]) + (across * _strides[second]));
    }

    /// <summary>Sliding windows along one axis: the axis then counts windows, and a new last axis lies within them.</summary>
    public NDArray Unfold(int axis, int size, int step)
    {
        axis = Axes.Normalize(axis, Rank);
        if (size < 0 || size > Shape[axis] || step < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"Windows of {size} in steps of {step} do not fit axis {axis} of {Shape}.");
        }

        var lengths = Shape.ToArray();
        lengths[axis] = ((Shape[axis] - size) / step) + 1;
        var strides = _strides.ToArray();
        strides[axis] *= step;
        return View((int[])[.. lengths, size], [.. strides, _strides[axis]], Offset);
    }

    /// <summary>Another look at the same block: any strides, any offset; the caller sees to it that they stay inside the block.</summary>
    public NDArray View(Shape shape, long[] strides, long offset) => new(Storage, Type, shape, strides, offset);
}
