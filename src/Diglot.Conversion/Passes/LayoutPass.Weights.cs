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

            return (Add(node, dense, value), layout);
        }

        CheckShared(node, layout);
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
            CheckShared(node, layout);
            return (Add(node, layer with
            {
                Gamma = layer.Gamma is null ? null : Reordered(node, layer.Gamma, 0, layout),
                Beta = layer.Beta is null ? null : Reordered(node, layer.Beta, 0, layout),
                Mean = Reordered(node, layer.Mean, 0, layout),
                Variance = Reordered(node, layer.Variance, 0, layout),
            }, value), layout);
        }

        if (layout.Order is not null || (_channelsFirst && layout.PlaceOf(layer.Axis) != 1))
        {
            layout = ValueLayout.Spatial(rank, layer.Axis, _channelsFirst);
            value = As(node.Input, layout, node.Path);
        }

        return (Add(node, layer with { Axis = layout.PlaceOf(layer.Axis) }, value), layout);
    }

    private (Value Value, ValueLayout Layout) ConvertLayerNormalization(Node node, LayerNormalization layer)
    {
        var (value, layout) = _values[node.Input];
        var rank = node.Input.Shape.Rank;
        var count = layer.Axes.Count;
        if ((layout.Order is not null && rank > 2) || (_channelsFirst && layer.Axes.Any(axis => layout.PlaceOf(axis) < rank - count)))
        {
            layout = ValueLayout.Same(rank);
            if (_channelsFirst && layer.Axes.Any(axis => axis < rank - count))
            {
                layout = new([.. Enumerable.Range(0, rank).Except(layer.Axes), .. layer.Axes]);
            }

            value = As(node.Input, layout, node.Path);
        }

        CheckShared(node, layout);
        int[] places = [.. layer.Axes.Select(layout.PlaceOf).Order()];
        int[] moves = [.. places.Select(place => layer.Axes.Index().First(axis => axis.Item == layout.Axes[place]).Index)];
        return (Add(node, layer with
        {
            Axes = places,
            Gamma = layer.Gamma is null ? null : Reordered(node, layer.Gamma.Permute(moves), 0, layout),
            Beta = layer.Beta is null ? null : Reordered(node, layer.Beta.Permute(moves), 0, layout),
        }, value), layout);
    }
}
