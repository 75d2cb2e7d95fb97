using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Operations;

namespace Diglot.Keras.Saving;

/// <summary>A layer or model as Keras writes it into configurations.</summary>
internal static class LayerSerializer
{
    /// <summary>Class, arguments, the shapes it was built for and, for models, how it was compiled.</summary>
    public static JsonObject Serialize(Layer layer)
    {
        var node = new JsonObject
        {
            ["module"] = layer.Module,
            ["class_name"] = layer.ClassName,
            ["config"] = layer.get_config(),
            ["registered_name"] = layer is Functional ? "Functional" : layer is ActivationOperation ? layer.ClassName : null,
        };
        if (layer.get_build_config() is { } build)
        {
            node["build_config"] = build;
        }

        if (layer is Model model)
        {
            // Keras writes an empty object for models that were not compiled.
            node["compile_config"] = model.get_compile_config() ?? (model is Sequential or Functional ? new JsonObject() : null);
        }

        return node;
    }
}
