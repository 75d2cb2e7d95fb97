using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx;

/// <summary>A model's graph as it is computed: nodes that call functions of the file are replaced by those functions' own nodes.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Opset">Version of ONNX's operations that it is written in.</param>
public sealed record OnnxProgram(OnnxGraph Graph, long Opset)
{
    private const int MaximumDepth = 32, MaximumNodes = 200_000;

    /// <summary>Prepares a model.</summary>
    /// <exception cref="ConversionRefusedException">Its functions call one another without end.</exception>
    public static OnnxProgram Of(OnnxModel model)
    {
        var functions = new Dictionary<(string, string), OnnxFunction>();
        foreach (var function in model.Functions)
        {
            functions[(function.Domain, function.Name)] = function;
        }

        var nodes = new List<OnnxNode>();
        foreach (var node in model.Graph.Nodes)
        {
            Add(node, functions, nodes, 0);
        }

        return new(model.Graph with { Nodes = nodes }, model.Opsets.TryGetValue("", out var opset) ? opset : 1);
    }

    private static void Add(OnnxNode node, Dictionary<(string, string), OnnxFunction> functions, List<OnnxNode> nodes, int depth)
    {
        if (!functions.TryGetValue((node.Domain, node.Operator), out var function))
        {
            nodes.Add(nodes.Count < MaximumNodes ? node : throw TooMuch());
            return;
        }

        if (depth == MaximumDepth)
        {
            throw TooMuch();
        }

        var names = new Dictionary<string, string>();
        foreach (var (inner, outer) in function.Inputs.Zip(node.Inputs.Concat(Enumerable.Repeat("", function.Inputs.Count))).Concat(function.Outputs.Zip(node.Outputs)))
        {
            names[inner] = outer;
        }

        string Name(string inner) => inner.Length == 0 ? "" : names.TryGetValue(inner, out var outer) ? outer : names[inner] = $"{node.Label}/{inner}";
        foreach (var inner in function.Nodes)
        {
            var attributes = inner.Attributes.Values
                .Select(attribute => attribute.Reference.Length == 0 ? attribute : node.Attributes.TryGetValue(attribute.Reference, out var given) ? given with { Name = attribute.Name } : null)
                .OfType<OnnxAttribute>().ToDictionary(static attribute => attribute.Name);
            Add(
                inner with { Name = $"{node.Label}/{inner.Label}", Inputs = [.. inner.Inputs.Select(Name)], Outputs = [.. inner.Outputs.Select(Name)], Attributes = attributes },
                functions, nodes, depth + 1);
        }

        ConversionRefusedException TooMuch() => new(node.Label, $"the functions of the file make more than {MaximumNodes} nodes or call one another deeper than {MaximumDepth}", "Export the model without functions.");
    }
}
