using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>Weights as Keras 3 stores them, by the place of a layer in its model.</summary>
internal sealed class ArchiveWeights(Hdf5Group weights) : IKerasWeights
{
    private readonly Dictionary<KerasSpec, IReadOnlyList<ArraySource>> _found = [];

    public IReadOnlyList<ArraySource> Of(KerasSpec layer)
    {
        if (!_found.TryGetValue(layer, out var sources))
        {
            sources = [.. KerasVariables.Of(weights, layer.WeightPath).Select(static data => new StoredSource(data))];
            _found.Add(layer, sources);
        }

        return sources;
    }
}
