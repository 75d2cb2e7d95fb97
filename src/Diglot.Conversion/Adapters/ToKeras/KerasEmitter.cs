using System.Text.Json.Nodes;
using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.ToKeras;

/// <summary>Collects layer calls while the nodes of a graph are gone through.</summary>
internal sealed class KerasEmitter(LayerNames names, List<ConversionNote> notes)
{
    private readonly List<KerasStep> _steps = [];

    /// <summary>Writes a channels-last graph.</summary>
    public static KerasPlan Write(NetworkGraph graph, List<ConversionNote> notes)
    {
        var emitter = new KerasEmitter(new(graph, Name, graph.Inputs.Select(static input => input.Name)), notes);
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
    public void Layer(Node node, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights) => Layer(node, node.Inputs, node.Output, names.Of(node), className, config, weights);

    /// <summary>The node as a layer behind one that was put in front.</summary>
    public void Layer(Node node, Value input, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights) => Layer(node, [input], node.Output, names.Of(node), className, config, weights);

    /// <summary>A layer in front of the node's own.</summary>
    public Value Before(Node node, string suffix, string className, JsonObject config, ValueShape shape)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Layer(node, node.Inputs, value, names.Of(node, suffix, className + config.ToJsonString()), className, config, []);
        return value;
    }

    /// <summary>The node's own layer, where another one follows it.</summary>
    public Value Inner(Node node, string suffix, ValueShape shape, string className, JsonObject config, params IReadOnlyList<(string Name, Weight? Weight)> weights)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Layer(node, node.Inputs, value, names.Of(node), className, config, weights);
        return value;
    }

    /// <summary>A layer behind the node's own.</summary>
    public void After(Node node, Value input, string suffix, string className, JsonObject config) => Layer(node, [input], node.Output, names.Of(node, suffix, className + config.ToJsonString()), className, config, []);

    /// <summary>The name of a node's layer; a nested path is joined by dots.</summary>
    private static string Name(Node node) => node.Path.Replace('/', '.') + node.Part switch
    {
        "" => "",
        "activation" => $"_{node.Layer.Kind.ToLowerInvariant()}",
        var part => $"_{part}",
    };

    /// <summary>A tuple or list of whole numbers.</summary>
    public static JsonArray List(IEnumerable<int> numbers) => new([.. numbers.Select(static number => (JsonNode)number)]);

    private void Layer(Node node, IReadOnlyList<Value> inputs, Value output, string name, string className, JsonObject config, IReadOnlyList<(string Name, Weight? Weight)> weights)
    {
        config.Insert(0, "name", name);
        if (weights.Any(static weight => weight.Weight is { IsTrainable: false }) && className is not "BatchNormalization")
        {
            config["trainable"] = false;
        }

        _steps.Add(new(node, name, className, config, inputs, output, [.. weights.Where(static weight => weight.Weight is not null).Select(static weight => (weight.Name, weight.Weight!))]));
    }
}
