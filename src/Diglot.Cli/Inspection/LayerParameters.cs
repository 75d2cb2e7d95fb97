using Diglot.Formats;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;

namespace Diglot.Cli.Inspection;

/// <summary>
/// Which layer each array of a file belongs to, and whether training changes it. A whole Keras model says both (by the layers' configuration), and so does a pickled PyTorch
/// module (<c>requires_grad</c> of each <c>nn.Parameter</c>); weights alone say neither.
/// </summary>
internal static class LayerParameters
{
    /// <summary>The layers with their counts, and the counts of the whole file; without counts where the file does not tell them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="counted">Which arrays count: an array under two names counts for the whole file once.</param>
    public static (IReadOnlyList<LayerEntry> Layers, ParameterCounts? Total) Count(ModelFile file, IReadOnlyList<LayerEntry> layers, IReadOnlySet<string> counted)
    {
        var owners = file.Weights.ToDictionary(static weight => weight.Key, Owners(file, layers));
        if (layers.Count == 0 || file.Weights.Count == 0 || owners.Any(static entry => entry.Value.Length == 0 && WeightEntry.KindOf(entry.Key) != WeightKind.RandomState))
        {
            return (layers, null);
        }

        var counts = layers.ToDictionary(static layer => layer, static _ => ParameterCounts.None, (IEqualityComparer<LayerEntry>)ReferenceEqualityComparer.Instance);
        var siblings = file.Weights.GroupBy(static weight => Parent(weight.Key)).ToDictionary(static group => group.Key, static group => group.ToArray());
        var hasParameters = file.Weights.Values.Any(static data => data is TorchTensor { IsParameter: true });
        var total = ParameterCounts.None;
        foreach (var (name, data) in file.Weights.Where(weight => owners[weight.Key].Length > 0))
        {
            var kind = !hasParameters ? WeightEntry.KindOf(name) : data is TorchTensor { IsParameter: true } ? WeightKind.Parameter : WeightKind.Buffer;
            var isTrainable = hasParameters ? data is TorchTensor { RequiresGrad: true } : owners[name].All(static layer => layer.IsTrainable) && IsTrained(owners[name][^1].ClassName, name, siblings[Parent(name)]);
            foreach (var layer in owners[name])
            {
                counts[layer] = counts[layer].With(kind, isTrainable, data.Length);
            }

            total = counted.Contains(name) ? total.With(kind, isTrainable, data.Length) : total;
        }

        return ([.. layers.Select(layer => layer with { Parameters = counts[layer] })], total);
    }

    // Outer layers first.
    private static Func<KeyValuePair<string, TensorData>, LayerEntry[]> Owners(ModelFile file, IReadOnlyList<LayerEntry> layers)
    {
        if (file.Modules.Count > 0)
        {
            var modules = layers.DistinctBy(static layer => layer.Path).ToDictionary(static layer => layer.Path);
            return weight => [.. Prefixes(weight.Key, '.').Prepend("").Select(modules.GetValueOrDefault).OfType<LayerEntry>()];
        }

        if (file.Weights.Keys.Any(static name => name.StartsWith("layers/", StringComparison.Ordinal)))
        {
            var places = layers.Where(static layer => layer.WeightPath.Length > 0).DistinctBy(static layer => layer.WeightPath).ToDictionary(static layer => layer.WeightPath);
            return weight => [.. Prefixes(weight.Key, '/').Select(places.GetValueOrDefault).OfType<LayerEntry>()];
        }

        // Whole-model HDF5: the outermost layer, then names of the layers in it, not always of all: encoder/dense_1/kernel:0.
        var inner = layers.GroupBy(static layer => (layer.Path.Split('/')[0], layer.Path.Split('/')[^1])).ToDictionary(static group => group.Key, static group => group.ToArray());
        return weight =>
        {
            var names = weight.Key.Split('/');
            return [.. names[..^1].Distinct().SelectMany(name => inner.GetValueOrDefault((names[0], name), [])).OrderBy(static layer => layer.Path.Count(static letter => letter == '/'))];
        };
    }

    // Batch normalization stores gamma and beta, where it has them, before its two averages; a quantised kernel is stored before the bias and its scale.
    private static bool IsTrained(string className, string name, KeyValuePair<string, TensorData>[] siblings)
    {
        var own = name[(name.LastIndexOf('/') + 1)..].Split(':')[0];
        var isNumbered = int.TryParse(own, out var place);
        return siblings.First(entry => entry.Key == name).Value.Type is var type && type.IsFloatingPoint && className switch
        {
            "BatchNormalization" or "SyncBatchNormalization" => isNumbered ? place < siblings.Length - 2 : own is not ("moving_mean" or "moving_variance"),
            "Normalization" => false,
            "SpectralNormalization" => own is not ("vector_u" or "sn_u") && !isNumbered,
            "Dense" or "EinsumDense" or "Embedding" when isNumbered && !siblings[0].Value.Type.IsFloatingPoint => place == 1 && siblings.Length == 3,
            _ => true,
        };
    }

    private static string Parent(string name) => name[..Math.Max(name.LastIndexOf('/'), 0)];

    private static IEnumerable<string> Prefixes(string name, char separator)
    {
        for (var end = name.IndexOf(separator); end >= 0; end = name.IndexOf(separator, end + 1))
        {
            yield return name[..end];
        }
    }
}
