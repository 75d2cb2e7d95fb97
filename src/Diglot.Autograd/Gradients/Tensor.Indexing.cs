using Diglot.Autograd.Tape;
using Diglot.Tensors.Operators;

namespace Diglot.Autograd;

/// <content>Reading and writing parts: <c>x[…]</c> by NumPy's rules; gradients go back to where the values came from.</content>
public sealed partial class Tensor
{
    /// <summary>A part of this tensor; positions and slices give a view, index tensors and masks a copy.</summary>
    [System.Runtime.CompilerServices.IndexerName("Part")]
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            var (view, gathered) = Basic(indices);
            return gathered.Count == 0 ? view : view.Gathered(gathered);
        }

        set
        {
            var (view, gathered) = Basic(indices);
            if (gathered.Count == 0)
            {
                view.CopyFrom(value);
                return;
            }

            // Through flat positions of the view's elements: where each lies, the new value goes.
            var positions = view.FlatPositions(gathered);
            view.CopyFrom(view.WithElements(positions, value));
        }
    }

    /// <summary>Elements at the given positions along one axis; the axis becomes the positions' axes.</summary>
    /// <exception cref="IndexOutOfRangeException">A position does not exist.</exception>
    public Tensor Take(Tensor positions, int axis)
    {
        axis = Axes.Normalize(axis, Rank);
        return Record.Unary("index_select", this, Data.Take(positions.Data, axis), (Shape, positions, axis), static (of, dy) =>
        {
            var whole = NDArray.Zeros(of.Shape, dy.Type);
            whole.AddAt(of.positions.Data, of.axis, dy.Data);
            return Record.Unary("index_select_backward", dy, whole, of, static (of, ddy) => ddy.Take(of.positions, of.axis));
        });
    }

    /// <summary>result[i, j, …] = x[i, positions[i, j, …], …], the second index on the given axis.</summary>
    /// <remarks>Source: pytorch.org/docs/stable/generated/torch.gather.html; numpy.take_along_axis where shapes agree.</remarks>
    public Tensor Gather(int axis, Tensor positions)
    {
        axis = Axes.Normalize(axis, Rank);
        return Record.Unary("gather", this, Data.Gather(axis, positions.Data), (Shape, axis, positions), static (of, dy) =>
        {
            var whole = NDArray.Zeros(of.Shape, dy.Type);
            whole.Scatter(of.axis, of.positions.Data, dy.Data, add: true);
            return Record.Unary("gather_backward", dy, whole, of, static (of, ddy) => ddy.Gather(of.axis, of.positions));
        });
    }

    /// <summary>A copy in which x[i, positions[i, j, …], …] = values[i, j, …], or is increased by it.</summary>
    /// <remarks>Source: pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html.</remarks>
    public Tensor Scatter(int axis, Tensor positions, Tensor values, bool add = false)
    {
        axis = Axes.Normalize(axis, Rank);
        var y = Data.Copy();
        y.Scatter(axis, positions.Data, values.Data, add);
        return Record.Binary(
            "scatter",
            this,
            values,
            y,
            (_, _, dy) => add ? dy : dy.Scatter(axis, positions, new Tensor(NDArray.Zeros(positions.Shape, dy.Type))),
            (_, _, dy) => dy.Gather(axis, positions),
            saves: false);
    }

    /// <summary>The elements where a mask holds, in row-major order; the mask covers the leading axes.</summary>
    public Tensor MaskedSelect(Tensor mask) => this[mask];

    /// <summary>A copy with one number where a mask (broadcast) holds.</summary>
    public Tensor MaskedFill(Tensor mask, Scalar value) => Where(mask, Full(Shape.Scalar, value, Type), this);

    /// <summary>Positions of elements that are not 0: one row each.</summary>
    public Tensor NonZero() => new(Data.NonZero());

    private (Tensor View, List<(int Axis, Tensor Positions)> Gathered) Basic(ReadOnlySpan<TensorIndex> indices)
    {
        var used = 0;
        var ellipses = 0;
        foreach (var index in indices)
        {
            used += index.Kind switch
            {
                IndexKind.Position or IndexKind.Slice => 1,
                IndexKind.Tensor => index.Positions!.Type == DType.Bool ? Math.Max(1, index.Positions.Rank) : 1,
                _ => 0,
            };
            ellipses += index.Kind == IndexKind.Ellipsis ? 1 : 0;
        }

        if (used > Rank || ellipses > 1)
        {
            throw new IndexOutOfRangeException(ellipses > 1
                ? "An index can have only one ellipsis."
                : $"Too many indices for a tensor of {Rank} axes and shape {Shape}: {used} were given.");
        }

        var view = this;
        var axis = 0;
        var gathered = new List<(int, Tensor)>();
        foreach (var index in indices)
        {
            switch (index.Kind)
            {
                case IndexKind.Position:
                    view = view.Select(axis, index.Start);
                    break;
                case IndexKind.Slice:
                    var (first, count) = index.Resolve(view.Shape[axis]);
                    if (count != view.Shape[axis] || index.Step != 1)
                    {
                        view = view.Slice(axis, first, count, index.Step);
                    }

                    axis++;
                    break;
                case IndexKind.Ellipsis:
                    axis += Rank - used;
                    break;
                case IndexKind.NewAxis:
                    view = view.ExpandDims(axis++);
                    break;
                default:
                    foreach (var positions in AsPositions(index.Positions!, view.Shape, axis))
                    {
                        gathered.Add((axis++, positions));
                    }

                    break;
            }
        }

        return (view, gathered);
    }

    /// <summary>A mask as the positions at which it holds, one tensor for each of its axes.</summary>
    private static IEnumerable<Tensor> AsPositions(Tensor index, Shape shape, int axis)
    {
        if (index.Type != DType.Bool)
        {
            return [index];
        }

        if (shape.Rank < axis + index.Rank || !shape.AsSpan().Slice(axis, index.Rank).SequenceEqual(index.Shape.AsSpan()))
        {
            throw new IndexOutOfRangeException($"A mask of shape {index.Shape} does not fit axes {axis} … of shape {shape}: each of its axes must be as long as the tensor's.");
        }

        var where = index.Data.NonZero();
        return Enumerable.Range(0, index.Rank).Select(i => new Tensor(where.Select(1, i).Copy()));
    }

    /// <summary>Elements at broadcast positions of several axes: their axes come first unless the indexed axes stand together.</summary>
    private Tensor Gathered(List<(int Axis, Tensor Positions)> gathered)
    {
        var positions = FlatPositions(gathered);
        return Reshape(-1).Take(positions, 0);
    }

    /// <summary>Where in row-major order of this tensor each element of the indexed result lies.</summary>
    private Tensor FlatPositions(List<(int Axis, Tensor Positions)> gathered)
    {
        var broadcast = gathered.Select(entry => entry.Positions.Shape).Aggregate(Axes.Broadcast);
        var indexed = gathered.Select(entry => entry.Axis).ToArray();
        var rest = Enumerable.Range(0, Rank).Except(indexed).ToArray();
        var together = indexed[^1] - indexed[0] == indexed.Length - 1;
        var before = together ? rest.Count(axis => axis < indexed[0]) : 0;
        var strides = Axes.ContiguousStrides(Shape);
        var resultRank = broadcast.Rank + rest.Length;
        var flat = NDArray.Zeros(Shape.Scalar, DType.Int64);
        using var mode = GradientMode.Disable();
        foreach (var (axis, chosen) in gathered)
        {
            var length = Shape[axis];
            var whole = chosen.Data.To(DType.Int64);
            if (whole.Length > 0 && (whole.Max().Item<long>() >= length || whole.Min().Item<long>() < -length))
            {
                throw new IndexOutOfRangeException($"An index is out of range for axis {axis} of shape {Shape}: indices lie between {whole.Min().Item<long>()} and {whole.Max().Item<long>()}.");
            }

            var positive = NDArray.Where(NDArray.Compare<Less>(whole, 0), NDArray.Binary<Add>(whole, length), whole);
            var spread = positive.BroadcastTo(broadcast).Reshape([.. broadcast, .. Enumerable.Repeat(1, rest.Length - before)]);
            flat = NDArray.Binary<Add>(flat, NDArray.Binary<Multiply>(spread, strides[axis]));
        }

        for (var i = 0; i < rest.Length; i++)
        {
            var place = i < before ? i : i + broadcast.Rank;
            var shape = Enumerable.Repeat(1, resultRank).ToArray();
            shape[place] = Shape[rest[i]];
            var range = NDArray.Arange(0, Shape[rest[i]], 1, DType.Int64).Reshape(shape);
            flat = NDArray.Binary<Add>(flat, NDArray.Binary<Multiply>(range, strides[rest[i]]));
        }

        return new Tensor(flat);
    }

    /// <summary>A copy with new values at flat positions.</summary>
    private Tensor WithElements(Tensor flatPositions, Tensor values)
    {
        var spread = values.To(Type).BroadcastTo(flatPositions.Shape).Reshape(-1);
        return Clone().Reshape(-1).Scatter(0, flatPositions.Reshape(-1), spread).Reshape(Shape.AsSpan());
    }
}
