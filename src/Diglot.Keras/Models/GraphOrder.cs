using Diglot.Keras.Layers;

namespace Diglot.Keras.Models;

/// <summary>
/// The calls and layers between inputs and outputs, ordered as Keras orders them (which decides the order of weights and of summary
/// rows): by falling distance from the outputs, and within one distance by the order in which a walk back from the outputs meets them.
/// </summary>
internal sealed class GraphOrder
{
    private readonly HashSet<KerasTensor> _inputs;
    private readonly HashSet<Node> _finished = [];
    private readonly HashSet<Node> _open = [];
    private readonly List<Node> _rising = [];
    private readonly Dictionary<Layer, int> _met = [];

    public GraphOrder(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        _inputs = [.. inputs];
        foreach (var output in outputs)
        {
            Walk(output);
        }

        var (nodeDepth, layerDepth) = (new Dictionary<Node, int>(), new Dictionary<Layer, int>());
        foreach (var node in Enumerable.Reverse(_rising))
        {
            // A layer that is called at several places counts as being at the farthest.
            var depth = Math.Max(nodeDepth.GetValueOrDefault(node), layerDepth.GetValueOrDefault(node.Layer));
            layerDepth[node.Layer] = nodeDepth[node] = depth;
            if (IsInput(node))
            {
                continue;
            }

            foreach (var parent in node.Inputs.Select(static input => input.Node!))
            {
                nodeDepth[parent] = Math.Max(depth + 1, nodeDepth.GetValueOrDefault(parent));
            }
        }

        foreach (var input in inputs)
        {
            if (layerDepth.TryAdd(input.Node!.Layer, 0))
            {
                _met[input.Node.Layer] = -1;
                _rising.Insert(0, input.Node);
            }
        }

        Nodes = _rising;
        Layers = [.. layerDepth.Keys.OrderByDescending(layer => layerDepth[layer]).ThenBy(layer => _met[layer])];
    }

    /// <summary>The calls, each after those whose results it needs.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The layers in Keras's order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Whether the walk ended here: an input of the model, perhaps in the middle of a larger graph.</summary>
    private bool IsInput(Node node) => node.IsInput || node.Results.Any(_inputs.Contains);

    private void Walk(KerasTensor tensor)
    {
        var node = tensor.Node ?? throw new ArgumentException($"{tensor} was not given by keras.Input or by a layer called on such a tensor.");
        if (_finished.Contains(node))
        {
            return;
        }

        if (!_open.Add(node))
        {
            throw new ArgumentException($"The graph has a circle at layer '{node.Layer.name}'.");
        }

        _met.TryAdd(node.Layer, _met.Count);
        if (!node.IsInput && !_inputs.Contains(tensor))
        {
            foreach (var input in node.Inputs)
            {
                Walk(input);
            }
        }
        else if (!_inputs.Contains(tensor))
        {
            throw new ArgumentException($"The outputs depend on the input '{node.Layer.name}', which is not among the model's inputs. Add it to inputs.");
        }

        _finished.Add(node);
        _open.Remove(node);
        _rising.Add(node);
    }
}
