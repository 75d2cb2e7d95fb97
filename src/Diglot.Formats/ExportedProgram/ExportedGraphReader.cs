using System.Text.Json;

namespace Diglot.Formats.ExportedProgram;

/// <summary>Reads the program's text: inputs, operations, outputs.</summary>
internal sealed class ExportedGraphReader
{
    // Operations of one module share its stack.
    private readonly Dictionary<string, ExportedModule[]> _stacks = [];
    private int _moduleCalls;

    private ExportedGraphReader()
    {
    }

    /// <summary>The program.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="weights">The network's state by key.</param>
    /// <param name="constants">Further arrays by key.</param>
    public static ExportedProgramFile Read(ExportedJson json, IReadOnlyDictionary<string, TensorData> weights, IReadOnlyDictionary<string, TensorData> constants)
    {
        var module = json["graph_module"];
        var (graph, signature) = (module["graph"], module["signature"]);
        var reader = new ExportedGraphReader();
        if (graph["nodes"].Count > ExportedProgramLimits.MaximumNodes)
        {
            throw new FileFormatException(FileFault.Limit, "A program has no more operations than a real one", graph["nodes"].Place, $"at most {ExportedProgramLimits.MaximumNodes}", $"{graph["nodes"].Count}");
        }

        var nodes = graph["nodes"].Items.Select(reader.Node).ToArray();
        return new(
            [.. signature["input_specs"].Items.Select(Input)],
            nodes,
            [.. signature["output_specs"].Items.SelectMany(Output)],
            graph["tensor_values"].Members.ToDictionary(static entry => entry.Name, static entry => Tensor(entry.Value)),
            InModuleOrder(weights, module),
            constants)
        {
            TorchVersion = json.TryGet("torch_version") is { Kind: JsonValueKind.String } version ? version.Text() : null,
            SchemaVersion = Version(json.TryGet("schema_version")),
        };
    }

    // As state_dict() has them: module by module, each one's parameters before its buffers. The file has all parameters first.
    private static OrderedDictionary<string, TensorData> InModuleOrder(IReadOnlyDictionary<string, TensorData> weights, ExportedJson module)
    {
        var places = new Dictionary<string, int>();
        foreach (var call in module.TryGet("module_call_graph") is { Kind: JsonValueKind.Array } calls ? calls.Items : [])
        {
            places.TryAdd(call["fqn"].Text(), places.Count);
        }

        return new(weights.OrderBy(weight => places.GetValueOrDefault(weight.Key[..Math.Max(0, weight.Key.LastIndexOf('.'))], int.MaxValue)));
    }

    private ExportedNode Node(ExportedJson json)
    {
        var arguments = new OrderedDictionary<string, object?>();
        foreach (var input in json["inputs"].Items)
        {
            if (!arguments.TryAdd(input["name"].Text(), ExportedArguments.Value(input["arg"])))
            {
                throw input.Bad("an argument of another name", input["name"].Text());
            }
        }

        var modules = json.TryGet("metadata") is { Kind: JsonValueKind.Object } metadata && metadata.TryGet("nn_module_stack") is { Kind: JsonValueKind.String } stack ? Modules(stack.Text()) : [];
        return new(json["target"].Text(), arguments, [.. json["outputs"].Items.SelectMany(ExportedArguments.Names)], modules);
    }

    // "L__self__conv@1,conv,torch.nn.modules.conv.Conv2d", joined by semicolons; what PyTorch itself added has no class with a module.
    private ExportedModule[] Modules(string stack)
    {
        if (_stacks.TryGetValue(stack, out var known))
        {
            return known;
        }

        if ((_moduleCalls += stack.AsSpan().Count(';') + 1) > ExportedProgramLimits.MaximumModuleCalls)
        {
            throw new FileFormatException(FileFault.Limit, "Operations lie in no more modules than those of a real network", "nn_module_stack", $"at most {ExportedProgramLimits.MaximumModuleCalls}", "more");
        }

        return _stacks[stack] = [.. stack.Split(';').Select(static entry => (entry, First: entry.IndexOf(','), Last: entry.LastIndexOf(',')))
            .Where(static part => part.First >= 0 && part.Last > part.First)
            .Select(static part => new ExportedModule(part.entry[..part.First], part.entry[(part.First + 1)..part.Last], part.entry[(part.Last + 1)..]))
            .Where(static module => module.ClassName != module.Path)];
    }

    private static ExportedInput Input(ExportedJson json)
    {
        var (kind, value) = json.Members.ToArray() is [var one] ? one : throw json.Bad("one kind of input", "several");
        string Name() => (ExportedArguments.Value(value["arg"]) as ExportedName)?.Name ?? "";
        return kind switch
        {
            "user_input" => Name() is { Length: > 0 } name ? new(ExportedInputKind.User, name) : new(ExportedInputKind.Other, ""),
            "parameter" => new(ExportedInputKind.Parameter, Name(), value["parameter_name"].Text()),
            "buffer" => new(ExportedInputKind.Buffer, Name(), value["buffer_name"].Text()),
            "tensor_constant" => new(ExportedInputKind.Constant, Name(), value["tensor_constant_name"].Text()),
            _ => new(ExportedInputKind.Other, ""),
        };
    }

    // Buffers that the program changes are outputs too, but none that its caller gets.
    private static IEnumerable<string?> Output(ExportedJson json) => json.Members.ToArray() is [var (kind, value)] && kind is "user_output" or "loss_output" ? ExportedArguments.Names(value["arg"]) : [];

    private static ExportedTensor Tensor(ExportedJson json) => new(ExportedTypes.Of(json["dtype"].Number())?.Element, [.. json["sizes"].Items.Select(Length)]);

    private static ExportedLength Length(ExportedJson json)
    {
        if (json.TryGet("as_int") is { } number)
        {
            return new(number.Number());
        }

        return new(null, json.TryGet("as_expr") is { } expression ? expression["expr_str"].Text() : throw json.Bad("a number or an expression", json.Element.GetRawText() is { Length: <= 40 } text ? text : "something else"));
    }

    private static string? Version(ExportedJson? json) => json is { Kind: JsonValueKind.Object } version && version.TryGet("major") is { } major && version.TryGet("minor") is { } minor ? $"{major.Number()}.{minor.Number()}" : null;
}
