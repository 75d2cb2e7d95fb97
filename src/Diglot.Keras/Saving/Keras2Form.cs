using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Formats;

namespace Diglot.Keras.Saving;

/// <summary>
/// Architectures as Keras 2 wrote them, turned into today's form: shapes of inputs under their old name, calls as lists of
/// <c>[layer, call, tensor, arguments]</c>, arguments that are called otherwise now. What is in today's form already stays as it is.
/// </summary>
/// <remarks>Keras 2's own writer: github.com/keras-team/tf-keras, tf_keras/engine/functional.py (get_network_config).</remarks>
internal static class Keras2Form
{
    private const string Constant = "_CONSTANT_VALUE";

    /// <summary>Arguments of Keras 2 that say how to compute, not what, by class; "*" for all.</summary>
    private static readonly Dictionary<string, string[]> Gone = new()
    {
        ["*"] = ["batch_input_shape", "input_dtype", "input_shape"],
        ["BatchNormalization"] = ["renorm", "renorm_clipping", "renorm_momentum", "fused", "virtual_batch_size", "adjustment"],
        ["Embedding"] = ["input_length"],
        ["Dense"] = ["input_dim"],
    };

    /// <summary>Arguments that have another name now, by class.</summary>
    private static readonly Dictionary<string, (string Old, string New)[]> Renamed = new()
    {
        ["InputLayer"] = [("batch_input_shape", "batch_shape"), ("input_dtype", "dtype")],
        ["LeakyReLU"] = [("alpha", "negative_slope")],
    };

    /// <summary>Today's form of a model or layer; the node given is left alone.</summary>
    public static JsonObject Modern(JsonObject layer)
    {
        var copy = (JsonObject)layer.DeepClone();
        Upgrade(copy);
        return copy;
    }

    private static void Upgrade(JsonObject node)
    {
        if (node["config"] is not JsonObject config || (string?)node["class_name"] is not { } className)
        {
            return;
        }

        if (config["layers"] is JsonArray layers)
        {
            UpgradeModel(className, config, layers);
            return;
        }

        // Wrappers hold a layer, and Bidirectional two.
        foreach (var inner in (string[])["layer", "backward_layer"])
        {
            if (config[inner] is JsonObject wrapped)
            {
                Upgrade(wrapped);
            }
        }

        foreach (var (old, name) in Renamed.GetValueOrDefault(className, []))
        {
            if (config.ContainsKey(old) && !config.ContainsKey(name))
            {
                var value = config[old];
                config.Remove(old);
                config[name] = value;
            }
        }

        foreach (var name in Gone["*"].Concat(Gone.GetValueOrDefault(className, [])))
        {
            config.Remove(name);
        }

        if (className == "BatchNormalization" && config["axis"] is JsonArray { Count: 1 } axes)
        {
            config["axis"] = axes[0]!.DeepClone();
        }
    }

    private static void UpgradeModel(string className, JsonObject config, JsonArray layers)
    {
        if (className == "Sequential" && layers.FirstOrDefault() is JsonObject first && (string?)first["class_name"] != "InputLayer"
            && first["config"] is JsonObject start && start["batch_input_shape"] is JsonArray shape)
        {
            // The first layer says what enters; today a layer of its own does.
            var dtype = start["dtype"] is JsonValue text ? text.DeepClone() : "float32";
            layers.Insert(0, new JsonObject
            {
                ["class_name"] = "InputLayer",
                ["config"] = new JsonObject { ["batch_shape"] = shape.DeepClone(), ["dtype"] = dtype, ["name"] = $"{(string?)start["name"] ?? className}_input" },
            });
        }

        var layersByName = layers.OfType<JsonObject>().ToArray();
        foreach (var layer in layersByName)
        {
            Upgrade(layer);
        }

        if (layersByName.All(static layer => layer["inbound_nodes"] is not JsonArray calls || calls.All(static call => call is JsonObject)))
        {
            return;
        }

        // Keras 2 counts the making of a Sequential as its call 0, as it does for every model; Keras 3 does so for functional models alone.
        var shifted = layersByName.Where(layer => (string?)layer["class_name"] == "Sequential" && CountsFromOne(layer, layersByName, config))
            .Select(NameOf).ToHashSet();
        foreach (var layer in layersByName)
        {
            layer["inbound_nodes"] = new JsonArray([.. (layer["inbound_nodes"] as JsonArray ?? []).Select(call => Call(call, shifted, NameOf(layer)))]);
        }

        foreach (var ends in (string[])["input_layers", "output_layers"])
        {
            config[ends] = End(config[ends], shifted);
        }
    }

    private static string NameOf(JsonObject layer) => (string?)layer["name"] ?? (string?)layer["config"]?["name"] ?? "";

    private static bool CountsFromOne(JsonObject layer, JsonObject[] layers, JsonObject config)
    {
        var name = NameOf(layer);
        var asked = layers.SelectMany(static other => Histories(other["inbound_nodes"])).Concat(Histories(config["output_layers"])).Where(history => (string?)history[0] == name).Select(static history => (int)history[1]!).ToArray();
        return asked.Length > 0 && !asked.Contains(0);
    }

    private static IEnumerable<JsonArray> Histories(JsonNode? node) => node switch
    {
        JsonArray history when IsHistory(history) => [history],
        JsonArray items => items.SelectMany(Histories),
        JsonObject members => members.SelectMany(static member => Histories(member.Value)),
        _ => [],
    };

    /// <summary>One call: a list of tensors, each <c>[layer, call, tensor, arguments]</c>; the first holds the arguments.</summary>
    private static JsonNode Call(JsonNode? call, HashSet<string> shifted, string layer)
    {
        if (call is JsonObject modern)
        {
            return modern.DeepClone();
        }

        if (call is not JsonArray { Count: > 0 } tensors)
        {
            throw new FileFormatException(FileFault.BadGraph, "A call of Keras 2 lists the tensors it is given", $"layer '{layer}'", received: call?.ToJsonString());
        }

        // A single tensor may stand without a list around it.
        JsonArray[] items = IsHistory(tensors) || IsConstant(tensors) ? [tensors] : [.. tensors.OfType<JsonArray>()];
        if (items.Length == 0 || !items.All(static item => IsHistory(item) || IsConstant(item)))
        {
            throw new FileFormatException(FileFault.BadGraph, "A call of Keras 2 lists tensors as [layer, call, tensor, arguments]", $"layer '{layer}'", received: call.ToJsonString() is { Length: > 80 } text ? text[..80] + " …" : call.ToJsonString());
        }

        var symbols = items.Select(item => Value(item, shifted)).ToArray();
        var keywords = new JsonObject();
        foreach (var (name, value) in items[0].ElementAtOrDefault(3) as JsonObject ?? [])
        {
            keywords[name] = Keyword(value, shifted);
        }

        return new JsonObject { ["args"] = new JsonArray(symbols.Length == 1 ? symbols[0] : new JsonArray(symbols)), ["kwargs"] = keywords };
    }

    private static JsonNode? Keyword(JsonNode? value, HashSet<string> shifted) => value switch
    {
        JsonArray item when IsHistory(item) || IsConstant(item) => Value(item, shifted),
        JsonArray items => new JsonArray([.. items.Select(item => Keyword(item, shifted))]),
        _ => value?.DeepClone(),
    };

    private static JsonNode? Value(JsonArray item, HashSet<string> shifted) => IsConstant(item) ? item[2]?.DeepClone() : new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["keras_history"] = History(item, shifted) },
    };

    private static JsonNode? End(JsonNode? node, HashSet<string> shifted) => node switch
    {
        JsonArray history when IsHistory(history) => History(history, shifted),
        JsonArray ends => new JsonArray([.. ends.Select(end => End(end, shifted))]),
        JsonObject ends => new JsonObject(ends.Select(end => KeyValuePair.Create(end.Key, End(end.Value, shifted)))),
        _ => node?.DeepClone(),
    };

    private static JsonArray History(JsonArray item, HashSet<string> shifted)
        => [item[0]!.DeepClone(), (int)item[1]! - (shifted.Contains((string)item[0]!) ? 1 : 0), item[2]!.DeepClone()];

    private static bool IsConstant(JsonArray item) => item.Count >= 3 && item[0] is JsonValue name && name.GetValueKind() == JsonValueKind.String && (string?)name == Constant;

    private static bool IsHistory(JsonArray item) => item.Count is 3 or 4 && !IsConstant(item) && item[0]?.GetValueKind() == JsonValueKind.String
        && item[1]?.GetValueKind() == JsonValueKind.Number && item[2]?.GetValueKind() == JsonValueKind.Number;
}
