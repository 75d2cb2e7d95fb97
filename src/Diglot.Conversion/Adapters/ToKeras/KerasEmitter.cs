using System.Text.Json.Nodes;
using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.ToKeras;

/// <summary>Collects layer calls while the nodes of a graph are gone through.</summary>
internal sealed class KerasEmitter(NetworkGraph graph, List<ConversionNote> notes)
{
    private readonly List<KerasStep> _steps = [];
    private readonly HashSet<string> _shared = [.. graph.Nodes.Where(static node => node.Call > 0).Select(static node => node.Key)];
    private readonly NameTable _names = new(separator: null);
    private readonly Dictionary<string, string> _configs = [];

    /// <summary>Writes a channels-last graph.</summary>
    public static KerasPlan Write(NetworkGraph graph, List<ConversionNote> notes)
    {
        var emitter = new KerasEmitter(graph, notes);
        foreach (var input in graph.Inputs)
        {
            emitter._names.Take(input.Name);
        }

        foreach (var node in graph.Nodes.Where(static node => node is { Part: "", HasOwnName: true }))
        {
            // What the user named comes before names that are made up here.
            emitter.Name(node);
        }

        foreach (var node in graph.Nodes)
        {
            LayerCatalogue.Of(node.Layer).ToKeras(emitter, node);
        }

        return new(graph, emitter._steps);
    }

    public void Note(Node node, NoteKind kind, string text)
    {
        var note = new ConversionNote(kind, node.Path, text);
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }

    public static ConversionRefusedException Refuse(Node node, string reason, string remedy, string? missing = null) => new(node.Path, reason, remedy, missing);

    /// <summary>The node as a layer.</summary>
    public void Layer(Node node, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights) => Layer(node, node.Inputs, node.Output, Name(node), className, config, weights);

    /// <summary>The node as a layer behind one that was put in front.</summary>
    public void Layer(Node node, Value input, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights) => Layer(node, [input], node.Output, Name(node), className, config, weights);

    /// <summary>A layer in front of the node's own.</summary>
    public Value Before(Node node, string suffix, string className, JsonObject config, ValueShape shape)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Layer(node, node.Inputs, value, Name(node, suffix), className, config, []);
        return value;
    }

    /// <summary>The node's own layer, where another one follows it.</summary>
    public Value Inner(Node node, string suffix, ValueShape shape, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights) => Inner(node, node.Input, suffix, shape, className, config, weights);

    /// <summary>The node's own layer between others.</summary>
    public Value Inner(Node node, Value input, string suffix, ValueShape shape, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Layer(node, [input], value, Name(node), className, config, weights);
        return value;
    }

    /// <summary>The nodes that take a value, and whether it is a result of the network.</summary>
    public (IEnumerable<Node> Nodes, bool IsEnd) Uses(Value value) => (graph.Consumers(value), graph.Outputs.Contains(value));

    /// <summary>A layer behind the node's own.</summary>
    public void After(Node node, Value input, string suffix, string className, JsonObject config) => Layer(node, [input], node.Output, Name(node, suffix), className, config, []);

    /// <summary>The calls of a node's layer, itself among them.</summary>
    public IEnumerable<Node> Calls(Node node) => _shared.Contains(node.Key) ? graph.Nodes.Where(other => other.Key == node.Key) : [node];

    /// <summary>The node as a function of <c>keras.ops</c>.</summary>
    public void Operation(Node node, string className, JsonObject config)
    {
        Layer(node, className, config);
        _steps[^1] = _steps[^1] with { IsOperation = true };
    }

    /// <summary>The name of a node's layer; a nested path is joined by dots.</summary>
    private string Name(Node node, string suffix = "")
    {
        var name = node.Path.Replace('/', '.') + node.Part switch
        {
            "" => "",
            "activation" => $"_{node.Layer.Kind.ToLowerInvariant()}",
            var part => $"_{part}",
        };
        return suffix.Length == 0 ? _names.Of(node.Key, name) : _names.Of($"{node.Key}|{suffix}", $"{name}_{suffix}");
    }

    /// <summary>A tuple or list of whole numbers.</summary>
    public static JsonArray List(IEnumerable<int> numbers) => new([.. numbers.Select(static number => (JsonNode)number)]);

    private void Layer(Node node, IReadOnlyList<Value> inputs, Value output, string name, string className, JsonObject config, IReadOnlyList<(string Name, Weight? Weight)> weights)
    {
        config.Insert(0, "name", name);
        var written = config.ToJsonString();
        if (_configs.TryGetValue(name, out var first) && first != written)
        {
            if (weights.Any(static weight => weight.Weight is not null))
            {
                throw Refuse(node, "its calls need different layers, because their inputs have different shapes", "Give each call inputs of the same shape, or modules of their own.");
            }

            // Without weights there is nothing to share.
            config.Remove("name");
            Layer(node, inputs, output, _names.Of($"{name}|{written}", name), className, config, weights);
            return;
        }

        _configs[name] = written;
        if (weights.Any(static weight => weight.Weight is { IsTrainable: false }) && className is not "BatchNormalization")
        {
            config["trainable"] = false;
        }

        _steps.Add(new(node, name, className, config, inputs, output, [.. weights.Where(static weight => weight.Weight is not null).Select(static weight => (weight.Name, weight.Weight!))]));
    }
}
