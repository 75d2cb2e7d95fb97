using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Collects members and steps while the nodes of a graph are gone through.</summary>
internal sealed class TorchEmitter(LayerNames names, List<ConversionNote> notes)
{
    private readonly OrderedDictionary<string, TorchMember> _members = [];
    private readonly List<TorchStep> _steps = [];

    /// <summary>Writes a channels-first graph.</summary>
    public static TorchPlan Write(NetworkGraph graph, List<ConversionNote> notes)
    {
        var emitter = new TorchEmitter(new(graph, Name), notes);
        foreach (var node in graph.Nodes)
        {
            LayerCatalogue.Of(node.Layer).ToTorch(emitter, node);
        }

        return new(graph, [.. emitter._members.Values], emitter._steps);
    }

    public void Note(Node node, NoteKind kind, string text)
    {
        var note = new ConversionNote(kind, node.Path, text);
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }

    /// <summary>The node as a module.</summary>
    public void Module(Node node, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights) => Module(node, node.Inputs, node.Output, names.Of(node), call, weights);

    /// <summary>The node as a module behind one that was put in front.</summary>
    public void Module(Node node, Value input, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights) => Module(node, [input], node.Output, names.Of(node), call, weights);

    /// <summary>A module in front of the node's own.</summary>
    public Value Before(Node node, string suffix, TorchCall call, ValueShape shape)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Module(node, node.Inputs, value, names.Of(node, suffix, call.ToPython()), call);
        return value;
    }

    /// <summary>The node's own module, where another one follows it.</summary>
    public Value Inner(Node node, string suffix, ValueShape shape, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Module(node, node.Inputs, value, names.Of(node), call, weights);
        return value;
    }

    /// <summary>A module behind the node's own.</summary>
    public void After(Node node, Value input, string suffix, TorchCall call) => Module(node, [input], node.Output, names.Of(node, suffix, call.ToPython()), call);

    /// <summary>The node as an expression.</summary>
    public void Operation(Node node, string python, string csharp, Func<Tensor[], Tensor> run) => _steps.Add(new(node, node.Inputs, node.Output, null, new(python, csharp, run)));

    /// <summary>The path of a node's module.</summary>
    private static string Name(Node node)
    {
        var path = string.Join('.', node.Path.Split('/', '.').Select(Identifier));
        return node.Part switch
        {
            "" => path,
            "activation" => $"{path}_{node.Layer.Kind.ToLowerInvariant()}",
            var part => $"{path}.{part}",
        };
    }

    private void Module(Node node, IReadOnlyList<Value> inputs, Value output, string name, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            var own = new List<(string, Weight)>();
            foreach (var (key, weight) in weights)
            {
                if (weight is not null)
                {
                    own.Add((key, weight));
                }
            }

            member = new(name, call, own);
            _members.Add(name, member);
        }

        _steps.Add(new(node, inputs, output, member, null));
    }

    private static string Identifier(string part)
    {
        var text = string.Concat(part.Select(static letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : '_'));
        return text.Length == 0 ? "_" : text is "forward" or "train" or "eval" or "training" or "modules" or "parameters" or "children" or "buffers" or "type" or "half" or "float" or "double" or "apply" or "to" or "cpu" ? text + "_" : text;
    }
}
