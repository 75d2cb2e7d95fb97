using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>How two files differ: the answer of <c>diglot diff</c>, and its JSON. Arrays and layers are matched as <see cref="NameMatching"/> says.</summary>
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

    /// <summary>Weights that go by another name in each file, and what they were matched by.</summary>
    public required IReadOnlyList<NameMatch> WeightsMatchedOtherwise { get; init; }

    /// <summary>The same of layers.</summary>
    public required IReadOnlyList<NameMatch> LayersMatchedOtherwise { get; init; }

    /// <summary>Compares two files.</summary>
    /// <exception cref="FileFormatException">One of them is of no known format, or damaged.</exception>
    public static FileDifference Between(string a, string b)
    {
        var (first, second, note) = KerasAsTorch.Align(FileInspection.Read(a), FileInspection.Read(b));
        var (left, right) = (first.Weights, second.Weights);
        var shared = NameMatching.Between(left.Select(static entry => (entry.Key, WeightDifference.Text(entry.Value))), right.Select(static entry => (entry.Key, WeightDifference.Text(entry.Value))));
        var differing = shared.Select(match => WeightDifference.Between(match.Text(), left[match.A], right[match.B])).OfType<WeightDifference>().ToArray();

        var (layers, others) = (ByPath(first), ByPath(second));
        var compared = note is null && layers.Count > 0 && others.Count > 0;
        var sharedLayers = NameMatching.Between(layers.Select(static layer => (layer.Key, layer.Value.ClassName)), others.Select(static layer => (layer.Key, layer.Value.ClassName)));
        var order = sharedLayers.Select(static match => match.B).ToArray();
        var difference = new FileDifference
        {
            A = a,
            B = b,
            Note = note,
            Equal = false,
            EqualWeights = shared.Count - differing.Length,
            WeightsOnlyInA = Except(left.Keys, shared.Select(static match => match.A)),
            WeightsOnlyInB = Except(right.Keys, shared.Select(static match => match.B)),
            WeightsThatDiffer = differing,
            LayersCompared = compared,
            LayersOnlyInA = compared ? Except(layers.Keys, sharedLayers.Select(static match => match.A)) : [],
            LayersOnlyInB = compared ? Except(others.Keys, order) : [],
            LayersThatDiffer = [.. (compared ? sharedLayers : []).Select(match => LayerDifference.Between(layers[match.A], others[match.B])).OfType<LayerDifference>()],
            LayersInOrder = order.SequenceEqual(others.Keys.Where(order.Contains)),
            WeightsMatchedOtherwise = [.. shared.Where(static match => match.By != MatchedBy.Name)],
            LayersMatchedOtherwise = [.. (compared ? sharedLayers : []).Where(static match => match.By != MatchedBy.Name)],
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
