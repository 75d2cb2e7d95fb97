using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>One layer of a Keras configuration, or one module of a pickled PyTorch model, by its place: <c>encoder/dense</c>, <c>features.0</c>.</summary>
internal sealed record LayerEntry(string Path, string ClassName, string? InputShape)
{
    private const int MaximumDepth = 64;
    private static readonly string[] Wrapped = ["layer", "backward_layer"];

    /// <summary>The layer's own settings, without those of the layers in it; null in a PyTorch file.</summary>
    [JsonIgnore]
    public JsonObject? Settings { get; init; }

    /// <summary>All layers of a file in its order; empty if the file has weights alone.</summary>
    public static IReadOnlyList<LayerEntry> Of(ModelFile file)
    {
        var layers = new List<LayerEntry>();
        if (file.Architecture is { } model)
        {
            AddInner(model, "", layers, 0);
        }

        layers.AddRange(file.Modules.Select(static module => new LayerEntry(module.Key, module.Value, null)));
        return layers;
    }

    private static void Add(JsonObject layer, string parent, List<LayerEntry> layers, int depth)
    {
        var config = layer["config"] as JsonObject;
        var name = TextOf(config?["name"]) ?? TextOf(layer["name"]) ?? "?";
        var path = parent.Length == 0 ? name : $"{parent}/{name}";
        var shape = (layer["build_config"] as JsonObject)?["input_shape"] ?? config?["batch_input_shape"] ?? config?["batch_shape"];
        layers.Add(new(path, TextOf(layer["class_name"]) ?? "?", ShapeOf(shape)) { Settings = SettingsOf(config) });
        AddInner(layer, path, layers, depth);
    }

    // Models list their layers under "layers" (Sequential before Keras 2.2.3: the config is the list), wrappers hold one under "layer".
    private static void AddInner(JsonObject model, string path, List<LayerEntry> layers, int depth)
    {
        if (depth == MaximumDepth)
        {
            return;
        }

        var config = model["config"];
        foreach (var inner in (config as JsonArray ?? (config as JsonObject)?["layers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Add(inner, path, layers, depth + 1);
        }

        foreach (var key in Wrapped)
        {
            if ((config as JsonObject)?[key] is JsonObject inner && inner["class_name"] is not null)
            {
                Add(inner, path, layers, depth + 1);
            }
        }
    }

    private static JsonObject? SettingsOf(JsonObject? config) => config is null ? null
        : (JsonObject)WithoutIdentity(new JsonObject(config.Where(static entry => entry.Key != "layers" && !Wrapped.Contains(entry.Key)).Select(static entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))));

    // Keras notes which settings were one object in memory by its address, which says nothing of the model.
    private static JsonNode WithoutIdentity(JsonNode node)
    {
        (node as JsonObject)?.Remove("shared_object_id");
        foreach (var inner in (node as JsonObject)?.Select(static entry => entry.Value) ?? node as JsonArray ?? [])
        {
            if (inner is JsonObject or JsonArray)
            {
                WithoutIdentity(inner);
            }
        }

        return node;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? ShapeOf(JsonNode? shape) => shape is JsonArray axes ? $"({string.Join(", ", axes.Select(static axis => axis?.ToJsonString() ?? "None"))})" : null;
}
