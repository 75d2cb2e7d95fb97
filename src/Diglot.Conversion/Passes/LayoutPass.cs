namespace Diglot.Conversion.Passes;

/// <summary>
/// Rewrites a graph from channels-last to channels-first or back. Every value carries its layout; what only moves elements (Permute, Flatten,
/// most Reshapes) changes the layout and costs nothing at run time, and the permutation goes into the weights behind. Where it cannot, a
/// Permute is inserted.
/// </summary>
public sealed partial class LayoutPass
{
    private readonly NetworkGraph _graph;
    private readonly bool _channelsFirst;
    private readonly List<ConversionNote> _notes;
    private readonly HashSet<Node> _keptInOrder;
    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<Value, (Value Value, ValueLayout Layout)> _values = [];
    private readonly Dictionary<string, IReadOnlyList<int>?> _shared = [];
    private readonly Dictionary<Node, (IReadOnlyList<int> Order, string Reason)> _produced = [];

    private LayoutPass(NetworkGraph graph, bool channelsFirst, List<ConversionNote> notes, HashSet<Node> keptInOrder)
        => (_graph, _channelsFirst, _notes, _keptInOrder) = (graph, channelsFirst, notes, keptInOrder);

    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The graph in any layout.</param>
    /// <param name="channelsFirst">Whether the target has channels on axis 1 (PyTorch) or last (Keras).</param>
    /// <param name="notes">Where to say what was done.</param>
    public static LayoutResult Run(NetworkGraph graph, bool channelsFirst, ICollection<ConversionNote> notes)
    {
        // A permutation that no weight can take is found out on the way: then its origin is told to keep the order, and all begins anew.
        var keptInOrder = new HashSet<Node>();
        while (true)
        {
            var found = new List<ConversionNote>();
            try
            {
                var result = new LayoutPass(graph, channelsFirst, found, keptInOrder).Run();
                found.ForEach(notes.Add);
                return result;
            }
            catch (OrderNeededException needed)
            {
                var known = keptInOrder.Count;
                keptInOrder.UnionWith(needed.Origins);
                if (keptInOrder.Count == known)
                {
                    throw new ConversionRefusedException(needed.Path, "its calls see the elements of their inputs in different orders, which one weight cannot follow", "Give each call a layer of its own, or inputs of the same shape.");
                }
            }
        }
    }

    private LayoutResult Run()
    {
        PlanProducedOrders();
        foreach (var input in _graph.Inputs)
        {
            var layout = ChannelAxisOf(input) is { } axis ? ValueLayout.Spatial(input.Shape.Rank, axis, _channelsFirst) : ValueLayout.Same(input.Shape.Rank);
            _values[input] = (_builder.Input(input.Name, input.Shape.Permute(layout.Axes), input.Type), layout);
            if (!layout.IsSame)
            {
                _notes.Add(new(NoteKind.Differs, "", $"The input '{input.Name}' is {_values[input].Value.Shape} here, {input.Shape} in the source: axes {string.Join(", ", layout.Axes)} of the source's."));
            }
        }

        foreach (var node in _graph.Nodes)
        {
            _values[node.Output] = Convert(node);
        }

        var outputs = new List<Value>();
        foreach (var output in _graph.Outputs)
        {
            var (value, layout) = _values[output];
            var isImage = output.Shape.Rank > 2 && (layout.IsLike(ValueLayout.Spatial(output.Shape.Rank, output.Shape.Rank - 1, true)) || layout.IsLike(ValueLayout.Spatial(output.Shape.Rank, 1, false)));
            if (layout.Order is not null || !(layout.IsSame || isImage))
            {
                layout = ValueLayout.Same(output.Shape.Rank);
                value = As(output, layout, output.Name);
                _values[output] = (value, layout);
            }

            if (!layout.IsSame)
            {
                _notes.Add(new(NoteKind.Differs, "", $"The output '{output.Name}' is {value.Shape} here, {output.Shape} in the source."));
            }

            outputs.Add(value);
        }

        var graph = _builder.Build(_graph.Name, outputs) with { Training = _graph.Training, OutputNames = _graph.OutputNames };
        return new(graph, _values);
    }

    private (Value Value, ValueLayout Layout) Convert(Node node)
    {
        switch (node.Layer)
        {
            case Dense dense:
                return ConvertDense(node, dense);
            case SpatialLayer spatial:
                return ConvertSpatial(node, spatial);
            case BatchNormalization normalization:
                return ConvertBatchNormalization(node, normalization);
            case LayerNormalization normalization:
                return ConvertLayerNormalization(node, normalization);
            case Softmax softmax:
            {
                var (value, layout) = _values[node.Input];
                if (layout.Order is not null && node.Input.Shape.Rank > 2)
                {
                    throw new OrderNeededException(layout.Origins);
                }

                return (Add(node, softmax with { Axis = layout.PlaceOf(softmax.Axis) }, value), layout);
            }

            case Standardization standardization:
            {
                var (value, layout) = _values[node.Input];
                return layout.Order is null ? (Add(node, standardization with { Axis = layout.PlaceOf(standardization.Axis) }, value), layout) : throw new OrderNeededException(layout.Origins);
            }

            case JointSoftmax or GatedLinearUnit or ChannelRescaling:
                return ConvertAlongAxes(node);
            case ParametricReLU relu:
                return ConvertParametricReLU(node, relu);

            case Dropout { WholeChannels: true } dropout:
            {
                var layout = ValueLayout.Spatial(node.Input.Shape.Rank, _channelsFirst ? node.Input.Shape.Rank - 1 : 1, _channelsFirst);
                return (Add(node, dropout, As(node.Input, layout, node.Path)), layout);
            }

            case Flatten:
                return ConvertReshape(node, [-1]);
            case Reshape reshape:
                return ConvertReshape(node, reshape.Lengths);
            case Permute permute:
                return ConvertPermute(node, permute);
            case Merge or Concatenate:
                return ConvertJoin(node);
            case var layer when layer.IsElementwise && node.Inputs.Count == 1:
            {
                var (value, layout) = _values[node.Input];
                return (Add(node, layer, value), layout);
            }

            default:
            {
                var layout = ValueLayout.Same(node.Output.Shape.Rank);
                return (Add(node, node.Layer, [.. node.Inputs.Select(input => As(input, ValueLayout.Same(input.Shape.Rank), node.Path))]), layout);
            }
        }
    }

    private Value Add(Node node, Layer layer, params IReadOnlyList<Value> inputs) => _builder.Add(node.Path, layer, inputs, node.Part, node.HasOwnName);

    /// <summary>A value in another layout, permuted at run time where it lies otherwise.</summary>
    private Value As(Value source, ValueLayout wanted, string path)
    {
        var (value, layout) = _values[source];
        if (layout.Order is not null && !layout.IsLike(wanted))
        {
            throw new OrderNeededException(layout.Origins);
        }

        if (layout.IsLike(wanted))
        {
            return value;
        }

        int[] axes = [.. wanted.Axes.Select(layout.PlaceOf)];
        var moved = axes.Where(axis => value.Shape[axis] != 1).ToArray();
        var isReshape = value.Shape.IsKnown && moved.SequenceEqual(moved.Order());
        Layer step = isReshape ? new Reshape([.. axes.Skip(1).Select(axis => value.Shape[axis]!.Value)]) : new Permute(axes);
        if (!isReshape)
        {
            _notes.Add(new(NoteKind.Adapted, path, $"A permute({string.Join(", ", axes)}) stands in front, because this layer needs its axes in the source's order."));
        }

        return _builder.Add(path, step, [value], "permute", hasOwnName: false);
    }

    /// <summary>A weight whose axis follows the order of the elements of a value; calls of a shared layer have to agree.</summary>
    private Weight Reordered(Node node, Weight weight, int axis, ValueLayout layout)
        => layout.Order is null ? weight : weight.Then(new ReorderAxis(axis, layout.Order, layout.Reason));

    /// <summary>Whether a layer is called several times.</summary>
    private bool IsShared(Node node) => _graph.Nodes.Count(other => other.Key == node.Key) > 1;

    /// <summary>Calls of a shared layer with weights have to see their input alike.</summary>
    /// <param name="node">The call.</param>
    /// <param name="layout">How its input lies.</param>
    /// <param name="order">How its weights lie in relation to the source's; null for alike.</param>
    private void CheckShared(Node node, ValueLayout layout, IReadOnlyList<int>? order)
    {
        if (_shared.TryGetValue(node.Key, out var known) ? !(known is null ? order is null : order is not null && known.SequenceEqual(order)) : !_shared.TryAdd(node.Key, order))
        {
            throw new OrderNeededException([.. layout.Origins, .. _graph.Nodes.Where(other => other.Key == node.Key && _values.ContainsKey(other.Input)).SelectMany(other => _values[other.Input].Layout.Origins)], node.Path);
        }
    }

    /// <summary>An order cannot be carried further; its origins have to keep the source's.</summary>
    private sealed class OrderNeededException(IReadOnlyList<Node> origins, string path = "") : Exception("The order of elements is needed.")
    {
        public string Path { get; } = path;

        public IReadOnlyList<Node> Origins { get; } = origins;
    }
}
