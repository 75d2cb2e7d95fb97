using System.Text.Json.Nodes;
using Diglot.Formats;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Operations;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Saving;

/// <summary>Layers and models from configurations. Code in a file is never run: a Lambda layer or a class of one's own is refused by name.</summary>
internal static class LayerReader
{
    /// <summary>The layer that a configuration describes, built if the configuration says for which shape.</summary>
    /// <param name="node">Class, arguments and build configuration.</param>
    /// <param name="customObjects">The user's classes by the names that files use.</param>
    /// <exception cref="FileFormatException">The class is unknown, or an argument does not fit.</exception>
    public static Layer Read(JsonObject node, IReadOnlyDictionary<string, Type>? customObjects = null)
    {
        var className = (string?)node["class_name"] ?? throw Fault(FileFault.BadConfig, "layer", "a layer's configuration names its class", node);
        var config = node["config"] as JsonObject ?? throw Fault(FileFault.BadConfig, className, "a layer's configuration holds its arguments", node);
        var place = $"layer '{(string?)config["name"] ?? className}' ({className})";
        try
        {
            var layer = className switch
            {
                "Sequential" => ReadSequential(config, customObjects),
                "Functional" or "Model" => FunctionalReader.Read(config, customObjects),
                _ when OperationCatalogue.Has((string?)node["module"], className) => new ActivationOperation((string)node["module"]!, className, (JsonObject)config.DeepClone()),
                _ => (Layer)KerasObject.Construct(ClassOf(className, node, place, customObjects), (JsonObject)config.DeepClone()),
            };
            if (!layer.built && node["build_config"] is JsonObject build && build["input_shape"] is JsonArray shape)
            {
                layer.EnsureBuilt(Shapes(shape));
            }

            if (layer is Model && config["trainable"] is JsonValue trainable && !trainable.GetValue<bool>())
            {
                layer.trainable = false;
            }

            return layer;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new FileFormatException(FileFault.BadConfig, exception.Message.TrimEnd('.'), place, cause: exception);
        }
    }

    /// <summary>A shape, or lists of shapes.</summary>
    public static Nest<PartialShape> Shapes(JsonArray shape) => shape.All(static length => length is null or JsonValue)
        ? PartialShape.FromConfig(shape)
        : Nest<PartialShape>.List([.. shape.Select(static inner => Shapes((JsonArray)inner!))]);

    private static Type ClassOf(string className, JsonObject node, string place, IReadOnlyDictionary<string, Type>? customObjects)
    {
        var registered = (string?)node["registered_name"];
        if ((customObjects?.TryGetValue(className, out var type) ?? false) || (registered is not null && (customObjects?.TryGetValue(registered, out type) ?? false)))
        {
            return type!;
        }

        if (registered is null && LayerCatalogue.Classes.TryGetValue(className, out var known))
        {
            return known;
        }

        var isCode = className == "Lambda";
        throw new FileFormatException(
            isCode ? FileFault.RefusedCode : FileFault.UnknownClass,
            isCode ? "A Lambda layer holds Python code, which is not run" : "The class of a layer is one that this reader knows",
            place,
            received: registered ?? className,
            remedy: isCode ? "Replace the layer by ordinary ones, or pass a class for it in custom_objects."
                : registered is not null ? $"Pass your class for it in custom_objects under the name '{registered}'."
                : Choices.Suggest(className, LayerCatalogue.Classes.Keys).Trim());
    }

    private static Sequential ReadSequential(JsonObject config, IReadOnlyDictionary<string, Type>? customObjects)
    {
        var layers = (config["layers"] as JsonArray ?? []).Select(layer => (SequentialItem)Read((JsonObject)layer!, customObjects)).ToArray();
        var model = new Sequential(layers, name: (string?)config["name"], dtype: config["dtype"] is { } dtype ? DTypePolicy.FromConfig(dtype) : null);
        if (!model.built && layers.Length > 0 && (config["build_input_shape"] ?? config["batch_input_shape"]) is JsonArray shape)
        {
            model.EnsureBuilt(Shapes(shape));
        }

        return model;
    }

    private static FileFormatException Fault(FileFault kind, string place, string rule, JsonNode node)
        => new(kind, rule, place, received: node.ToJsonString() is { Length: > 80 } text ? text[..80] + " …" : node.ToJsonString());
}
