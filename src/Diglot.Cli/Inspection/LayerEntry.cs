using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>One layer of a Keras configuration, or one module of a pickled PyTorch model, by its place: <c>encoder/dense</c>, <c>features.0</c>.</summary>
internal sealed partial record LayerEntry(string Path, string ClassName, string? InputShape)
{
    private const int MaximumDepth = 64;
    private static readonly string[] Wrapped = ["layer", "backward_layer"];

    /// <summary>The layer's own settings, without those of the layers in it; null in a PyTorch file.</summary>
    [JsonIgnore]
    public JsonObject? Settings { get; init; }

    /// <summary>Elements of its parameters; null where the file does not tell them.</summary>
    public ParameterCounts? Parameters { get; init; }

    /// <summary>Where Keras 3 stores its arrays: <c>layers/sequential/layers/dense</c>; empty in other files.</summary>
    [JsonIgnore]
    public string WeightPath { get; init; } = "";

    /// <summary>Keras's <c>trainable</c> of this layer alone: one of the layers around it may be frozen.</summary>
    [JsonIgnore]
    public bool IsTrainable { get; init; } = true;

    /// <summary>All layers of a file in its order; empty if the file has weights alone.</summary>
    public static IReadOnlyList<LayerEntry> Of(ModelFile file)
    {
        var layers = new List<LayerEntry>();
        if (file.Architecture is { } model)
        {
            AddInner(model, new(""), layers, 0);
        }

        layers.AddRange(file.Modules.Select(static module => new LayerEntry(module.Key, module.Value, null)));
        return layers;
    }

    private static void Add(JsonObject layer, Place parent, string weightPath, List<LayerEntry> layers, int depth)
    {
        var config = layer["config"] as JsonObject;
        var name = TextOf(config?["name"]) ?? TextOf(layer["name"]) ?? "?";
        var path = parent.Path.Length == 0 ? name : $"{parent.Path}/{name}";
        var shape = (layer["build_config"] as JsonObject)?["input_shape"] ?? config?["batch_input_shape"] ?? config?["batch_shape"];
        layers.Add(new(path, TextOf(layer["class_name"]) ?? "?", ShapeOf(shape))
        {
            Settings = SettingsOf(config),
            WeightPath = weightPath,
            IsTrainable = config?["trainable"] is not JsonValue value || !value.TryGetValue<bool>(out var isTrainable) || isTrainable,
        });
        AddInner(layer, new(path, weightPath + "/"), layers, depth);
    }

    // Models list their layers under "layers" (Sequential before Keras 2.2.3: the config is the list), wrappers hold one under "layer".
    private static void AddInner(JsonObject model, Place place, List<LayerEntry> layers, int depth)
    {
        if (depth == MaximumDepth)
        {
            return;
        }

        var config = model["config"];
        var isSequential = TextOf(model["class_name"]) == "Sequential";
        var counts = new Dictionary<string, int>();
        foreach (var inner in (config as JsonArray ?? (config as JsonObject)?["layers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Add(inner, place, StoredName(TextOf(inner["class_name"]) ?? "?", isSequential, counts) is { Length: > 0 } stored ? $"{place.Weights}layers/{stored}" : "", layers, depth + 1);
        }

        foreach (var key in Wrapped)
        {
            if ((config as JsonObject)?[key] is JsonObject inner && inner["class_name"] is not null)
            {
                Add(inner, place, place.Weights + (key == "layer" && TextOf(model["class_name"]) == "Bidirectional" ? "forward_layer" : key), layers, depth + 1);
            }
        }
    }

    // Keras 3 stores the layers of a model by their classes, counted; the input of a Sequential is none of them.
    private static string StoredName(string className, bool isSequential, Dictionary<string, int> counts)
    {
        if (isSequential && className == "InputLayer")
        {
            return "";
        }

        // Two classes are registered under other names than their own.
        var name = SnakeCase(className switch { "Model" => "Functional", "GroupQueryAttention" => "GroupedQueryAttention", _ => className });
        var count = counts[name] = counts.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name}_{count - 1}";
    }

    [GeneratedRegex(@"\W+")]
    private static partial Regex NotLetters { get; }

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart { get; }

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex WordEnd { get; }

    private static string SnakeCase(string name) => WordEnd.Replace(WordStart.Replace(NotLetters.Replace(name, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

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

    // Where the layers in a model or wrapper are: their names begin with Path, their arrays with Weights.
    private sealed record Place(string Path, string Weights = "");
}
