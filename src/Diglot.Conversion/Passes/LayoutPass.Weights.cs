namespace Diglot.Conversion.Passes;

/// <content>Layers with weights.</content>
public sealed partial class LayoutPass
{
    private (Value Value, ValueLayout Layout) ConvertDense(Node node, Dense dense)
    {
        var (value, layout) = _values[node.Input];
        var rank = node.Input.Shape.Rank;
        if (rank > 2)
        {
            if (layout.Order is not null || layout.Axes[^1] != rank - 1)
            {
                layout = ValueLayout.Same(rank);
                value = As(node.Input, layout, node.Path);
            }

            CheckShared(node, layout, null);
            return (Add(node, dense, value), layout);
        }

        CheckShared(node, layout, layout.Order);
        if (layout.Order is not null)
        {
            dense = dense with { Kernel = Reordered(node, dense.Kernel, 1, layout) };
            _notes.Add(new(NoteKind.Adapted, node.Path, $"The weight's inputs were reordered, because the {layout.Reason} comes in another order here."));
        }

        var result = ValueLayout.Same(2);
        if (_produced.TryGetValue(node, out var produced))
        {
            result = result with { Order = produced.Order, Origins = [node], Reason = produced.Reason };
            dense = new Dense(Reordered(node, dense.Kernel, 0, result), dense.Bias is null ? null : Reordered(node, dense.Bias, 0, result));
            _notes.Add(new(NoteKind.Adapted, node.Path, $"The weight's outputs and the bias were reordered for the {produced.Reason} behind."));
        }

        return (Add(node, dense, value), result);
    }

    private (Value Value, ValueLayout Layout) ConvertSpatial(Node node, SpatialLayer spatial)
    {
        var rank = node.Input.Shape.Rank;
        var layout = ValueLayout.Spatial(rank, spatial.ChannelAxis, _channelsFirst);
        var value = Add(node, spatial with { ChannelAxis = _channelsFirst ? 1 : rank - 1 }, As(node.Input, layout, node.Path));
        return (value, node.Output.Shape.Rank == rank ? layout : ValueLayout.Same(node.Output.Shape.Rank));
    }

    private (Value Value, ValueLayout Layout) ConvertBatchNormalization(Node node, BatchNormalization layer)
    {
        var (value, layout) = _values[node.Input];
        var rank = node.Input.Shape.Rank;
        if (rank == 2)
        {
            CheckShared(node, layout, layout.Order);
            return (Add(node, layer with
            {
                Gamma = layer.Gamma is null ? null : Reordered(node, layer.Gamma, 0, layout),
                Beta = layer.Beta is null ? null : Reordered(node, layer.Beta, 0, layout),
                Mean = Reordered(node, layer.Mean, 0, layout),
                Variance = Reordered(node, layer.Variance, 0, layout),
            }, value), layout);
        }

        if (layout.Order is not null || IsShared(node) || (_channelsFirst && layout.PlaceOf(layer.Axis) != 1))
        {
            layout = ValueLayout.Spatial(rank, layer.Axis, _channelsFirst);
            value = As(node.Input, layout, node.Path);
        }

        CheckShared(node, layout, null);
        return (Add(node, layer with { Axis = layout.PlaceOf(layer.Axis) }, value), layout);
    }

    private (Value Value, ValueLayout Layout) ConvertParametricReLU(Node node, ParametricReLU layer)
    {
        var (value, layout) = _values[node.Input];
        var rank = node.Input.Shape.Rank;
        if (layout.Order is not null && rank > 2 && layer.Slope.Length > 1)
        {
            throw new OrderNeededException(layout.Origins);
        }

        if (rank > 2 && layout.Order is null && IsShared(node))
        {
            layout = ValueLayout.Same(rank);
            value = As(node.Input, layout, node.Path);
        }

        // PyTorch has slopes along axis 1: axes with slopes of their own come first, those that share one behind.
        bool IsOwn(int axis) => layer.Slope.Shape[axis - 1] > 1;
        var flags = layout.Axes.Skip(1).Select(IsOwn).ToArray();
        if (_channelsFirst && flags.Zip(flags.Skip(1)).Any(static pair => !pair.First && pair.Second))
        {
            layout = new([0, .. layout.Axes.Skip(1).Where(IsOwn), .. layout.Axes.Skip(1).Where(axis => !IsOwn(axis))]);
            value = As(node.Input, layout, node.Path);
        }

        var slope = layer.Slope.Permute([.. layout.Axes.Skip(1).Select(static axis => axis - 1)]);
        CheckShared(node, layout, layout.Order ?? layout.Axes);
        return (Add(node, new ParametricReLU(rank == 2 && slope.Length > 1 ? Reordered(node, slope, 0, layout) : slope), value), layout);
    }

    private (Value Value, ValueLayout Layout) ConvertLayerNormalization(Node node, LayerNormalization layer)
    {
        var (value, layout) = _values[node.Input];
        var rank = node.Input.Shape.Rank;
        var count = layer.Axes.Count;
        if ((layout.Order is not null && rank > 2) || (rank > 2 && IsShared(node)) || (_channelsFirst && layer.Axes.Any(axis => layout.PlaceOf(axis) < rank - count)))
        {
            layout = ValueLayout.Same(rank);
            if (_channelsFirst && layer.Axes.Any(axis => axis < rank - count))
            {
                layout = new([.. Enumerable.Range(0, rank).Except(layer.Axes), .. layer.Axes]);
            }

            value = As(node.Input, layout, node.Path);
        }

        int[] places = [.. layer.Axes.Select(layout.PlaceOf).Order()];
        int[] moves = [.. places.Select(place => layer.Axes.Index().First(axis => axis.Item == layout.Axes[place]).Index)];
        CheckShared(node, layout, layout.Order ?? moves);
        return (Add(node, layer with
        {
            Axes = places,
            Gamma = layer.Gamma is null ? null : Reordered(node, layer.Gamma.Permute(moves), 0, layout),
            Beta = layer.Beta is null ? null : Reordered(node, layer.Beta.Permute(moves), 0, layout),
        }, value), layout);
    }
}
