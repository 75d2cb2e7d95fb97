using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>How two files differ: the answer of <c>diglot diff</c>, and its JSON. Arrays and layers are matched by name.</summary>
internal sealed record FileDifference
{
    public required string A { get; init; }

    public required string B { get; init; }

    /// <summary>What was done to make the two comparable; null where nothing was.</summary>
    public string? Note { get; init; }

    public required bool Equal { get; init; }

    /// <summary>How many arrays are in both files and equal.</summary>
    public required int EqualWeights { get; init; }

    public required IReadOnlyList<string> WeightsOnlyInA { get; init; }

    public required IReadOnlyList<string> WeightsOnlyInB { get; init; }

    public required IReadOnlyList<WeightDifference> WeightsThatDiffer { get; init; }

    /// <summary>Whether both files describe layers; a file of weights alone has nothing to compare there.</summary>
    public required bool LayersCompared { get; init; }

    public required IReadOnlyList<string> LayersOnlyInA { get; init; }

    public required IReadOnlyList<string> LayersOnlyInB { get; init; }

    public required IReadOnlyList<LayerDifference> LayersThatDiffer { get; init; }

    /// <summary>Whether the layers that both files have come in the same order.</summary>
    public required bool LayersInOrder { get; init; }

    /// <summary>Compares two files.</summary>
    /// <exception cref="FileFormatException">One of them is of no known format, or damaged.</exception>
    public static FileDifference Between(string a, string b)
    {
        var (first, second, note) = KerasAsTorch.Align(FileInspection.Read(a), FileInspection.Read(b));
        var (left, right) = (first.Weights, second.Weights);
        var shared = left.Keys.Where(right.ContainsKey).ToArray();
        var differing = shared.Select(name => WeightDifference.Between(name, left[name], right[name])).OfType<WeightDifference>().ToArray();

        var (layers, others) = (ByPath(first), ByPath(second));
        var compared = note is null && layers.Count > 0 && others.Count > 0;
        var sharedLayers = layers.Keys.Where(others.ContainsKey).ToArray();
        var difference = new FileDifference
        {
            A = a,
            B = b,
            Note = note,
            Equal = false,
            EqualWeights = shared.Length - differing.Length,
            WeightsOnlyInA = Except(left.Keys, right.Keys),
            WeightsOnlyInB = Except(right.Keys, left.Keys),
            WeightsThatDiffer = differing,
            LayersCompared = compared,
            LayersOnlyInA = compared ? Except(layers.Keys, others.Keys) : [],
            LayersOnlyInB = compared ? Except(others.Keys, layers.Keys) : [],
            LayersThatDiffer = [.. (compared ? sharedLayers : []).Select(path => LayerDifference.Between(layers[path], others[path])).OfType<LayerDifference>()],
            LayersInOrder = sharedLayers.SequenceEqual(others.Keys.Where(layers.ContainsKey)),
        };
        return difference with { Equal = difference.HasNone };
    }

    private bool HasNone => WeightsOnlyInA.Count + WeightsOnlyInB.Count + WeightsThatDiffer.Count + LayersOnlyInA.Count + LayersOnlyInB.Count + LayersThatDiffer.Count == 0 && LayersInOrder;

    private static string[] Except(IEnumerable<string> names, IEnumerable<string> others) => [.. names.Except(others)];

    // A layer listed twice under one name is kept under its first place: no framework writes that.
    private static OrderedDictionary<string, LayerEntry> ByPath(ModelFile file)
    {
        var layers = new OrderedDictionary<string, LayerEntry>();
        foreach (var layer in LayerEntry.Of(file))
        {
            layers.TryAdd(layer.Path, layer);
        }

        return layers;
    }
}
