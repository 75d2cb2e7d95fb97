namespace Diglot.Conversion.Adapters;

/// <summary>
/// Names for what is written: a node's own layer is called after the node, and a layer that is put before or behind it after the node and what it does.
/// No two layers get the same name, and calls of one shared layer do.
/// </summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken;

    /// <summary>The nodes' own names come first: what is put beside them gives way.</summary>
    /// <param name="graph">The graph that is written.</param>
    /// <param name="name">A node's name as the framework would have it.</param>
    /// <param name="taken">Names that no layer may have.</param>
    public LayerNames(NetworkGraph graph, Func<Node, string> name, params IEnumerable<string> taken)
    {
        _taken = [.. taken];
        foreach (var node in graph.Nodes)
        {
            Of(node.Key, name(node));
        }
    }

    /// <summary>The name of a node's own layer.</summary>
    public string Of(Node node) => _names[node.Key];

    /// <summary>The name of a layer before or behind a node's own; calls of one shared layer have it in common where it does the same for both.</summary>
    /// <param name="node">The node.</param>
    /// <param name="suffix">What it does, in a word.</param>
    /// <param name="settings">Class and arguments.</param>
    public string Of(Node node, string suffix, string settings) => Of($"{node.Key}\n{suffix}\n{settings}", $"{Of(node)}_{suffix}");

    private string Of(string key, string wanted)
    {
        if (!_names.TryGetValue(key, out var name))
        {
            name = Enumerable.Range(1, int.MaxValue - 1).Select(i => $"{wanted}_{i}").Prepend(wanted).First(_taken.Add);
            _names.Add(key, name);
        }

        return name;
    }
}
