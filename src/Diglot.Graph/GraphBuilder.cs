using Diglot.Graph.Layers;

namespace Diglot.Graph;

/// <summary>Puts a graph together, inferring the shape of every result.</summary>
public sealed class GraphBuilder
{
    private readonly List<Value> _inputs = [];
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, int> _calls = [];

    /// <summary>What has been added so far.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Adds an input of the network.</summary>
    public Value Input(string name, ValueShape shape, DType type = DType.Float32)
    {
        var value = new Value(name, shape, type);
        _inputs.Add(value);
        return value;
    }

    /// <summary>Adds a call of a layer.</summary>
    /// <param name="path">The layer's path.</param>
    /// <param name="layer">What is computed.</param>
    /// <param name="inputs">What from.</param>
    /// <param name="part">Which part of the layer this is, see <see cref="Node.Part"/>.</param>
    /// <param name="hasOwnName">Whether the user named the layer.</param>
    /// <exception cref="GraphException">The layer does not take inputs of these shapes.</exception>
    public Value Add(string path, Layer layer, IReadOnlyList<Value> inputs, string part = "", bool hasOwnName = true)
    {
        ValueShape shape;
        try
        {
            shape = layer.InferShape([.. inputs.Select(static input => input.Shape)]);
        }
        catch (GraphException exception) when (exception.Path is null)
        {
            throw exception.At(path);
        }

        var key = part.Length == 0 ? path : $"{path}:{part}";
        var call = _calls.GetValueOrDefault(key);
        _calls[key] = call + 1;
        var output = new Value(path, shape, layer.ResultType(inputs[0].Type));
        _nodes.Add(new Node(path, part, layer, inputs, output, call, hasOwnName));
        return output;
    }

    /// <summary>The graph between the inputs and these outputs; nodes that no output needs are left out.</summary>
    public NetworkGraph Build(string name, params IReadOnlyList<Value> outputs)
    {
        var needed = new HashSet<Value>(outputs);
        var kept = new List<Node>();
        foreach (var node in _nodes.AsEnumerable().Reverse().Where(node => needed.Contains(node.Output)))
        {
            kept.Add(node);
            needed.UnionWith(node.Inputs);
        }

        kept.Reverse();
        return new(name, _inputs, kept, outputs);
    }
}
