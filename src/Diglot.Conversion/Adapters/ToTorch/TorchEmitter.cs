using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>Collects members and steps while the nodes of a graph are gone through.</summary>
internal sealed class TorchEmitter(NetworkGraph graph, List<ConversionNote> notes)
{
    private readonly NameTable _names = new('.');
    // What nn.Module, nn.Sequential and nn.ModuleDict have already: Python refuses members of these names.
    private static readonly HashSet<string> Reserved =
    [
        .. ("T_destination add_module append apply bfloat16 buffers call_super_init children clear compile cpu cuda double dump_patches eval extend extra_repr float forward get_buffer get_extra_state get_parameter"
            + " get_submodule half insert ipu items keys load_state_dict modules mtia named_buffers named_children named_modules named_parameters parameters pop register_backward_hook register_buffer register_forward_hook"
            + " register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module register_parameter"
            + " register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training type update values xpu zero_grad").Split(' '),
    ];

    private readonly OrderedDictionary<string, TorchMember> _members = [];
    private readonly List<TorchStep> _steps = [];
    private readonly HashSet<string> _shared = [.. graph.Nodes.Where(static node => node.Call > 0).Select(static node => node.Key)];

    /// <summary>Writes a channels-first graph.</summary>
    public static TorchPlan Write(NetworkGraph graph, List<ConversionNote> notes)
    {
        var emitter = new TorchEmitter(graph, notes);
        foreach (var node in graph.Nodes.Where(static node => node is { Part: "", HasOwnName: true }))
        {
            // What the user named comes before names that are made up here.
            emitter.Name(node);
        }

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
    public void Module(Node node, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights) => Module(node, node.Inputs, node.Output, Name(node), call, weights);

    /// <summary>The node as a module behind one that was put in front.</summary>
    public void Module(Node node, Value input, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights) => Module(node, [input], node.Output, Name(node), call, weights);

    /// <summary>A module in front of the node's own.</summary>
    public Value Before(Node node, string suffix, TorchCall call, ValueShape shape)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Module(node, node.Inputs, value, Name(node, suffix), call);
        return value;
    }

    /// <summary>The node's own module, where another one follows it.</summary>
    public Value Inner(Node node, string suffix, ValueShape shape, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights) => Inner(node, node.Input, suffix, shape, call, weights);

    /// <summary>The node's own module between others.</summary>
    public Value Inner(Node node, Value input, string suffix, ValueShape shape, TorchCall call, params ReadOnlySpan<(string Key, Weight? Weight)> weights)
    {
        var value = new Value($"{node.Path}_{suffix}", shape);
        Module(node, [input], value, Name(node), call, weights);
        return value;
    }

    /// <summary>A module behind the node's own.</summary>
    public void After(Node node, Value input, string suffix, TorchCall call) => Module(node, [input], node.Output, Name(node, suffix), call);

    /// <summary>The node as an expression.</summary>
    public void Operation(Node node, string python, string csharp, Func<Tensor[], Tensor> run) => _steps.Add(new(node, node.Inputs, node.Output, null, new(python, csharp, run)));

    /// <summary>The calls of a node's layer, itself among them.</summary>
    public IEnumerable<Node> Calls(Node node) => _shared.Contains(node.Key) ? graph.Nodes.Where(other => other.Key == node.Key) : [node];

    /// <summary>The path of a node's module.</summary>
    private string Name(Node node, string suffix = "")
    {
        var path = string.Join('.', node.Path.Split('/', '.').Select(Identifier));
        var name = node.Part switch
        {
            "" => path,
            "activation" => $"{path}_{node.Layer.Kind.ToLowerInvariant()}",
            var part => $"{path}.{part}",
        };
        return suffix.Length == 0 ? _names.Of(node.Key, name) : _names.Of($"{node.Key}|{suffix}", $"{name}_{suffix}");
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

            member = new(name, call, own) { StaysInEvaluation = node.Layer is BatchNormalization { IsFrozen: true } };
            _members.Add(name, member);
        }
        else if (member.Call.ToPython() != call.ToPython())
        {
            if (member.Weights.Count > 0)
            {
                throw new ConversionRefusedException(node.Path, $"its calls need different modules: {member.Call.ToPython()} and {call.ToPython()}", "Give each call inputs of the same shape, or layers of their own.");
            }

            // Without weights there is nothing to share.
            Module(node, inputs, output, _names.Of($"{name}|{call.ToPython()}", name), call);
            return;
        }

        _steps.Add(new(node, inputs, output, member, null));
    }

    private static string Identifier(string part)
    {
        var text = string.Concat(part.Select(static letter => char.IsLetterOrDigit(letter) || letter == '_' ? letter : '_'));
        return text.Length == 0 ? "_" : Reserved.Contains(text) ? text + "_" : text;
    }
}
