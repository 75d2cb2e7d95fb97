using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Paths of layers: the module that a weight's name begins with, or that the exporter put into the node's name or metadata.</summary>
internal sealed class NodeNames
{
    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, string> _ofWeights = [];

    public NodeNames(OnnxGraph graph)
    {
        // Where modules have others in them, their own operations need names of their own.
        var modules = graph.Initializers.Keys.Select(static name => name[..Math.Max(name.LastIndexOf('.'), 0)]).Concat(graph.Nodes.Select(Scope));
        _taken = [.. modules.SelectMany(static name => Parents(name))];
    }

    /// <summary>The path of a layer with weights; calls that share a weight are calls of one layer.</summary>
    public string Of(OnnxNode node, string kind, Weight weight)
    {
        if (!_ofWeights.TryGetValue(weight.Name, out var path))
        {
            var dot = weight.Name.LastIndexOf('.');
            path = _ofWeights[weight.Name] = Free(dot > 0 && !weight.Name.Contains(':') ? weight.Name[..dot] : Scope(node), kind);
        }

        return path;
    }

    /// <summary>The path of a layer without weights.</summary>
    public string Of(OnnxNode node, string kind) => Free(Scope(node), kind);

    private string Free(string scope, string kind)
    {
        if (scope.Length > 0 && _taken.Add(scope))
        {
            return scope.Replace('.', '/');
        }

        for (var i = 0; ; i++)
        {
            var name = $"{(scope.Length > 0 ? scope + "." : "")}{kind}{(i == 0 ? "" : $"_{i}")}";
            if (_taken.Add(name))
            {
                return name.Replace('.', '/');
            }
        }
    }

    /// <summary>The module that a node belongs to: <c>features.0</c>; empty for the network's own.</summary>
    private static string Scope(OnnxNode node)
    {
        // Newer exporter: "['', 'features', 'features.0', 'conv2d']".
        if (node.Metadata.TryGetValue("pkg.torch.onnx.name_scopes", out var scopes))
        {
            var names = scopes.Trim('[', ']').Split(',').Select(static name => name.Trim().Trim('\'', '"')).ToArray();
            return names.Length >= 2 ? Clean(names[^2]) : "";
        }

        // Older exporter: "/features/features.0/Conv"; a Sequential's child repeats its parent's name.
        var parts = node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!node.Name.StartsWith('/') || parts.Length < 2)
        {
            return "";
        }

        var path = new List<string>();
        foreach (var part in parts[..^1])
        {
            if (path.Count > 0 && part.StartsWith(path[^1] + ".", StringComparison.Ordinal))
            {
                path.RemoveAt(path.Count - 1);
            }

            path.Add(part);
        }

        return Clean(string.Join('.', path));
    }

    private static string Clean(string name) => string.Concat(name.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_'));

    private static IEnumerable<string> Parents(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            yield return name[..dot];
        }
    }
}
