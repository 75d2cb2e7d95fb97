using Diglot.Formats.KerasH5;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>
/// Weights as whole-model HDF5 stores them: top-level layers by name, each with the weights of all layers inside it, those that training
/// changes first.
/// </summary>
internal sealed class LegacyWeights : IKerasWeights
{
    private readonly Dictionary<KerasSpec, ArraySource[]> _found = [];

    /// <summary>Deals out the stored weights.</summary>
    /// <param name="model">The model, gone through once, so that each layer's variables are known.</param>
    /// <param name="layers">The stored layers.</param>
    public LegacyWeights(KerasSpec model, IReadOnlyList<KerasH5Layer> layers)
    {
        foreach (var top in model.Layers)
        {
            var stored = layers.FirstOrDefault(layer => layer.Name == top.Name)?.Weights ?? [];
            var all = top.All().SelectMany(static layer => layer.Variables.Select((variable, i) => (Layer: layer, Place: i, IsTrained: variable.IsTrainable && layer.IsTrainable))).ToArray();
            if (stored.Count != all.Length)
            {
                throw new ConversionRefusedException(top.Path, $"the file has {stored.Count} weights for it; the layer has {all.Length}", "The weights belong to another model.");
            }

            foreach (var layer in top.All())
            {
                _found[layer] = new ArraySource[layer.Variables.Count];
            }

            foreach (var (weight, (layer, place, _)) in stored.Zip(all.OrderBy(static entry => !entry.IsTrained)))
            {
                _found[layer][place] = new StoredSource(weight.Data);
            }
        }
    }

    public IReadOnlyList<ArraySource> Of(KerasSpec layer) => _found.GetValueOrDefault(layer, []);
}
