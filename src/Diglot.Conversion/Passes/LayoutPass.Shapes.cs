namespace Diglot.Conversion.Passes;

/// <content>Layers that move elements or join values.</content>
public sealed partial class LayoutPass
{
    private (Value Value, ValueLayout Layout) ConvertPermute(Node node, Permute permute)
    {
        var (value, layout) = _values[node.Input];
        if (layout.Order is not null)
        {
            throw new OrderNeededException(layout.Origins);
        }

        if (permute.Axes[0] != 0)
        {
            return (Add(node, permute, As(node.Input, ValueLayout.Same(permute.Axes.Count), node.Path)), ValueLayout.Same(permute.Axes.Count));
        }

        // Only names of axes change; whoever needs another order asks for it.
        var places = permute.Axes.Index().ToDictionary(static axis => axis.Item, static axis => axis.Index);
        var result = new ValueLayout([.. layout.Axes.Select(axis => places[axis])]);
        var isEnd = _graph.Outputs.Contains(node.Output);
        return isEnd && !result.IsSame ? (Add(node, permute, As(node.Input, ValueLayout.Same(permute.Axes.Count), node.Path)), ValueLayout.Same(permute.Axes.Count)) : (value, result);
    }

    private (Value Value, ValueLayout Layout) ConvertReshape(Node node, IReadOnlyList<int> lengths)
    {
        var (value, layout) = _values[node.Input];
        var (input, output) = (node.Input.Shape, node.Output.Shape);
        var order = layout.Order;
        if (!layout.IsSame && !(input.IsKnown && output.IsKnown))
        {
            value = As(node.Input, ValueLayout.Same(input.Rank), node.Path);
            (layout, order) = (ValueLayout.Same(input.Rank), null);
        }

        if (order is null && !layout.Axes.SequenceEqual(Enumerable.Range(0, input.Rank)) && !_keptInOrder.Contains(node))
        {
            if (Blocks(input, output, layout.Axes) is { } axes)
            {
                var blocks = new ValueLayout(axes);
                return (Reshaped(node, value, output.Permute(axes)), blocks);
            }

            order = OrderOf(input, layout.Axes);
            layout = layout with { Origins = [node], Reason = $"flattening of {Text(input)}" };
        }
        else if (order is null && !layout.IsSame)
        {
            value = As(node.Input, ValueLayout.Same(input.Rank), node.Path);
            layout = ValueLayout.Same(input.Rank);
        }

        if (order is not null && order.Index().All(static entry => entry.Index == entry.Item))
        {
            order = null;
        }

        if (output.Rank > 2 && output.IsKnown && ChannelAxisOf(node.Output) is { } channelAxis)
        {
            var spatial = ValueLayout.Spatial(output.Rank, channelAxis, _channelsFirst);
            var wanted = OrderOf(output, spatial.Axes);
            if (order is null ? wanted.Index().All(static entry => entry.Index == entry.Item) : wanted.SequenceEqual(order))
            {
                return (Reshaped(node, value, output.Permute(spatial.Axes)), spatial);
            }
        }

        var result = ValueLayout.Same(output.Rank);
        return (output.IsKnown ? Reshaped(node, value, output) : Add(node, node.Layer, value), order is null ? result : result with { Order = order, Origins = layout.Origins, Reason = layout.Reason });
    }

    private Value Reshaped(Node node, Value value, ValueShape shape)
        => Add(node, shape.Rank == 2 ? new Flatten() : new Reshape([.. shape.Skip(1).Select(static length => length!.Value)]), value);

    /// <summary>Layers without weights to which some axes matter.</summary>
    private (Value Value, ValueLayout Layout) ConvertAlongAxes(Node node)
    {
        var (value, layout) = _values[node.Input];
        if (layout.Order is not null)
        {
            throw new OrderNeededException(layout.Origins);
        }

        return (Add(node, node.Layer switch
        {
            JointSoftmax softmax => new JointSoftmax([.. softmax.Axes.Select(layout.PlaceOf).Order()]),
            GatedLinearUnit unit => new GatedLinearUnit(layout.PlaceOf(unit.Axis)),
            var layer => (ChannelRescaling)layer with { Axis = layout.PlaceOf(((ChannelRescaling)layer).Axis) },
        }, value), layout);
    }

    private (Value Value, ValueLayout Layout) ConvertJoin(Node node)
    {
        var layouts = node.Inputs.Select(input => _values[input].Layout).ToArray();
        var rank = node.Output.Shape.Rank;
        if (node.Layer is Concatenate { Axis: 1 } && rank == 2 && layouts.Any(static layout => layout.Order is not null))
        {
            var (order, start) = (new List<int>(), 0);
            foreach (var (layout, input) in layouts.Zip(node.Inputs))
            {
                var length = input.Shape[1] ?? throw new OrderNeededException([.. layouts.SelectMany(static layout => layout.Origins)]);
                order.AddRange((layout.Order ?? [.. Enumerable.Range(0, length)]).Select(index => start + index));
                start += length;
            }

            var joined = ValueLayout.Same(2) with { Order = order, Origins = [.. layouts.SelectMany(static layout => layout.Origins)], Reason = string.Join(" and ", layouts.Select(static layout => layout.Reason).Where(static reason => reason.Length > 0).Distinct()) };
            return (Add(node, node.Layer, [.. node.Inputs.Select(input => _values[input].Value)]), joined);
        }

        if (node.Inputs.Any(input => input.Shape.Rank != rank))
        {
            return (Add(node, node.Layer, [.. node.Inputs.Select(input => As(input, ValueLayout.Same(input.Shape.Rank), node.Path))]), ValueLayout.Same(rank));
        }

        var wanted = layouts.Zip(node.Inputs).Where(static pair => !pair.First.IsSame).OrderByDescending(static pair => pair.Second.Shape.ElementsPerExample).Select(static pair => pair.First).FirstOrDefault() ?? ValueLayout.Same(rank);
        if (wanted.Order is not null && (node.Layer is Concatenate || layouts.Any(layout => !layout.IsLike(wanted))))
        {
            throw new OrderNeededException([.. layouts.SelectMany(static layout => layout.Origins)]);
        }

        var layer = node.Layer is Concatenate { Axis: var axis } ? new Concatenate(wanted.PlaceOf(axis)) : node.Layer;
        return (Add(node, layer, [.. node.Inputs.Select(input => As(input, wanted, node.Path))]), wanted);
    }

    /// <summary>
    /// The channel axis that a spatial layer asks of a value, also through layers to which axes do not matter; null where there is none.
    /// </summary>
    private int? ChannelAxisOf(Value value)
    {
        var (open, seen) = (new Queue<Value>([value]), new HashSet<Value>());
        while (open.TryDequeue(out var next))
        {
            foreach (var node in seen.Add(next) ? _graph.Consumers(next) : [])
            {
                switch (node.Layer)
                {
                    case SpatialLayer spatial:
                        return spatial.ChannelAxis;
                    case Merge or Concatenate or BatchNormalization or Standardization or Softmax or JointSoftmax or GatedLinearUnit or ChannelRescaling or ParametricReLU:
                    case var layer when layer.IsElementwise:
                        // Beside another value, its maker decides as well.
                        if (node.Inputs.FirstOrDefault(other => other != value && other.Producer is { Layer: SpatialLayer } from && other.Shape.Rank == value.Shape.Rank && from.Input.Shape.Rank == value.Shape.Rank)?.Producer?.Layer is SpatialLayer maker)
                        {
                            return maker.ChannelAxis;
                        }

                        open.Enqueue(node.Output);
                        break;
                }
            }
        }

        return null;
    }

    /// <summary>Where a vector becomes an image, the Dense in front can give its elements in the image's order.</summary>
    private void PlanProducedOrders()
    {
        foreach (var node in _graph.Nodes.Where(static node => node.Layer is Reshape && node.Input.Shape.Rank == 2 && node.Output.Shape is { Rank: > 2, IsKnown: true }))
        {
            if (ChannelAxisOf(node.Output) is not { } axis)
            {
                continue;
            }

            var spatial = ValueLayout.Spatial(node.Output.Shape.Rank, axis, _channelsFirst);
            var order = OrderOf(node.Output.Shape, spatial.Axes);
            var value = node.Input;
            while (value.Producer is { } maker && _graph.Consumers(value).Count() == 1 && !_graph.Outputs.Contains(value))
            {
                if (maker.Layer is Dense && maker.Input.Shape.Rank == 2 && !_keptInOrder.Contains(maker) && _graph.Nodes.Count(other => other.Key == maker.Key) == 1)
                {
                    if (!order.Index().All(static entry => entry.Index == entry.Item))
                    {
                        _produced[maker] = (order, $"reshaping to {Text(node.Output.Shape)}");
                    }

                    break;
                }

                if (maker.Layer is not BatchNormalization && (!maker.Layer.IsElementwise || maker.Inputs.Count > 1))
                {
                    break;
                }

                value = maker.Input;
            }
        }
    }

    /// <summary>For each element of an example in the target's axes its number in the source's.</summary>
    private static int[] OrderOf(ValueShape shape, IReadOnlyList<int> axes)
    {
        var numbers = NDArray.Arange(0, shape.ElementsPerExample!.Value, 1, DType.Int32).Reshape([.. shape.Skip(1).Select(static length => length!.Value)]);
        return numbers.Permute([.. axes.Skip(1).Select(static axis => axis - 1)]).Contiguous().ToArray<int>();
    }

    /// <summary>
    /// The layout of a reshape's result where each group of axes is reshaped for itself and lies in one piece in the target; null otherwise.
    /// </summary>
    private static int[]? Blocks(ValueShape input, ValueShape output, IReadOnlyList<int> axes)
    {
        var groups = new List<(int First, int Count, int OutFirst, int OutCount)>();
        var (i, o) = (1, 1);
        while (i < input.Rank || o < output.Rank)
        {
            var (first, outFirst) = (i, o);
            long left = i < input.Rank ? input[i++]!.Value : 1, right = o < output.Rank ? output[o++]!.Value : 1;
            while (left != right)
            {
                if (left < right && i < input.Rank)
                {
                    left *= input[i++]!.Value;
                }
                else if (right < left && o < output.Rank)
                {
                    right *= output[o++]!.Value;
                }
                else
                {
                    return null;
                }
            }

            groups.Add((first, i - first, outFirst, o - outFirst));
        }

        var result = new List<int> { 0 };
        for (var place = 1; place < axes.Count;)
        {
            var group = groups.FirstOrDefault(group => group.Count > 0 && group.First == axes[place]);
            if (group.Count == 0 || Enumerable.Range(0, group.Count).Any(k => place + k >= axes.Count || axes[place + k] != group.First + k))
            {
                return null;
            }

            result.AddRange(Enumerable.Range(group.OutFirst, group.OutCount));
            place += group.Count;
        }

        return result.Count == output.Rank && output.Rank > 2 ? [.. result] : null;
    }

    private static string Text(ValueShape shape) => $"({string.Join(", ", shape.Skip(1))})";
}
