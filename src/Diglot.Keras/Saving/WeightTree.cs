using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Layers.Wrappers;
using Diglot.Keras.Models;
using Diglot.Keras.Operations;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Saving;

/// <summary>
/// At which path a file of Keras 3 keeps each layer's variables: inside a model <c>layers/</c> and the class name with a counter,
/// not the layer's own name; so files fit models whose layers are named otherwise.
/// </summary>
internal static class WeightTree
{
    /// <summary>A layer and all layers inside it with their paths.</summary>
    public static IEnumerable<(string Path, Layer Layer)> Of(Layer layer, string path = "")
    {
        yield return (path, layer);
        foreach (var (name, inner) in Inner(layer))
        {
            foreach (var found in Of(inner, path.Length == 0 ? name : $"{path}/{name}"))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(string Name, Layer Layer)> Inner(Layer layer)
    {
        if (layer is Wrapper wrapper)
        {
            yield return ("layer", wrapper.layer);
            yield break;
        }

        var counts = new Dictionary<string, int>();
        var inside = layer is Sequential chain ? chain.layers.Where(static member => member is not InputLayer) : layer.Sublayers;
        foreach (var inner in inside.Where(static inner => inner is not ActivationOperation))
        {
            var name = AutoNames.SnakeCase(inner.ClassName);
            var count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            yield return ($"layers/{(count == 0 ? name : $"{name}_{count}")}", inner);
        }
    }
}
