using Diglot.Keras.Layers;
using Diglot.Keras.Models;

namespace Diglot.Conversion.Verification;

/// <summary>Layers and weights of a live Keras model by the paths that graphs give them.</summary>
internal static class KerasLayers
{
    /// <summary>The layer at a path, <c>encoder/conv</c> for one inside a nested model; null where there is none.</summary>
    public static Diglot.Keras.Layers.Layer? Find(Model model, string path)
    {
        if (model.layers.FirstOrDefault(layer => layer.name == path) is { } found)
        {
            return found;
        }

        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (model.layers.FirstOrDefault(layer => layer.name == path[..slash]) is Model inner && Find(inner, path[(slash + 1)..]) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    /// <summary>A layer's result in its model's graph; null where it has several, or was called several times.</summary>
    public static KerasTensor? Output(Diglot.Keras.Layers.Layer layer)
    {
        try
        {
            return layer.output;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A weight by its layer's path and its own name, <c>encoder/conv/kernel</c>; null where there is none.</summary>
    public static Variable? Weight(Model model, string name)
        => Find(model, name[..Math.Max(name.LastIndexOf('/'), 0)])?.weights.FirstOrDefault(variable => variable.name == name[(name.LastIndexOf('/') + 1)..])
            ?? model.weights.FirstOrDefault(variable => variable.path == name || variable.path.EndsWith("/" + name, StringComparison.Ordinal));
}
