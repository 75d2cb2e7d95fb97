using System.Text.Json;
using Diglot.Conversion;
using Diglot.Golden.Cases;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>A pair's <c>mapping.json</c>: which Keras weight each tensor of the PyTorch network's state comes from.</summary>
internal sealed class PairMapping
{
    private readonly JsonElement _json;

    private PairMapping(JsonElement json) => _json = json;

    /// <summary>Paths of the Keras model's weights, in its order, without the names of models around them.</summary>
    public IEnumerable<string> KerasWeights => _json.GetProperty("keras_weights").EnumerateObject().Select(static weight => weight.Name);

    /// <summary>Each key of the state, and the Keras weight it comes from; null for constants.</summary>
    public IEnumerable<(string Key, string? Weight)> Entries => _json.GetProperty("entries").EnumerateArray()
        .Select(static entry => (entry.GetProperty("torch").GetString()!, entry.TryGetProperty("from", out var from) ? from[0].GetProperty("keras").GetString() : null));

    public static PairMapping Of(GoldenCase golden)
    {
        using var text = JsonDocument.Parse(File.ReadAllText(golden.PathOf("mapping.json")));
        return new(text.RootElement.Clone());
    }

    /// <summary>The path of a weight as the golden data have it: the names of models around the layer left out.</summary>
    /// <param name="path">Its whole path.</param>
    /// <param name="known">Whether a path is one of the data's.</param>
    /// <param name="attribute">An attribute of layers whose variable is named <c>kernel</c> all the same.</param>
    public static string Short(string path, Func<string, bool> known, string? attribute = null)
    {
        var parts = path.Split('/');
        if (parts[^1] == attribute && !known(path))
        {
            parts[^1] = "kernel";
        }

        return Enumerable.Range(0, parts.Length - 1).Select(skip => string.Join('/', parts[skip..])).FirstOrDefault(known) ?? string.Join('/', parts);
    }

    /// <summary>The key of a converted network for each key of the stored state; those that a converted network lacks are left out.</summary>
    public Dictionary<string, string> Keys(TorchConversion converted)
    {
        var weights = KerasWeights.ToHashSet();
        var targets = converted.Weights.Where(static weight => weight.IsStored).DistinctBy(static weight => weight.Source).ToDictionary(weight => Short(weight.Source, weights.Contains, "depthwise_kernel"), static weight => weight.Target);
        var found = Entries.Where(entry => entry.Weight is not null && targets.ContainsKey(entry.Weight)).ToDictionary(static entry => entry.Key, entry => targets[entry.Weight!]);
        var modules = found.DistinctBy(static entry => Module(entry.Key)).ToDictionary(static entry => Module(entry.Key), static entry => Module(entry.Value));
        foreach (var (key, _) in Entries.Where(entry => entry.Weight is null && modules.ContainsKey(Module(entry.Key))))
        {
            found[key] = modules[Module(key)] + key[Module(key).Length..];
        }

        return found;
    }

    /// <summary>The key's module: <c>conv</c> of <c>conv.weight</c>.</summary>
    public static string Module(string key) => key[..Math.Max(0, key.LastIndexOf('.'))];
}
