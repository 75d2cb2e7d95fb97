using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diglot.Keras.Saving;

/// <summary>
/// The calls in a graph of Keras 2: a tensor is <c>[layer, call, index, keywords]</c>, a call the list of its tensors. Today's form has <c>args</c> and
/// <c>kwargs</c> with tensors by name.
/// </summary>
internal static class Keras2Calls
{
    /// <summary>Rewrites the calls and ends of a functional model's configuration.</summary>
    public static void Convert(JsonObject config, JsonArray layers)
    {
        var shifted = Shifted(config, layers);
        foreach (var layer in layers.OfType<JsonObject>())
        {
            if (layer["inbound_nodes"] is JsonArray calls)
            {
                layer["inbound_nodes"] = new JsonArray([.. calls.Select(call => call is JsonArray or JsonObject { Count: > 0 } && !IsModern(call) ? Call(call, shifted) : call?.DeepClone())]);
            }
        }

        foreach (var ends in (string[])["input_layers", "output_layers"])
        {
            config[ends] = End(config[ends], shifted);
        }
    }

    private static bool IsModern(JsonNode call) => call is JsonObject modern && modern.ContainsKey("args");

    /// <summary>Chains inside a graph whose own making counted as call 0, so that the calls in the graph begin with 1.</summary>
    private static HashSet<string> Shifted(JsonObject config, JsonArray layers)
    {
        var asked = layers.SelectMany(static layer => Histories(layer!["inbound_nodes"])).Concat(Histories(config["input_layers"])).Concat(Histories(config["output_layers"])).ToLookup(static history => history.Layer, static history => history.Call);
        return [.. layers.OfType<JsonObject>().Where(static layer => (string?)layer["class_name"] == "Sequential").Select(static layer => (Name: Name(layer), Calls: (layer["inbound_nodes"] as JsonArray)?.Count ?? 0))
            .Where(layer => asked[layer.Name].Any() && !asked[layer.Name].Contains(0) && asked[layer.Name].Max() >= layer.Calls).Select(static layer => layer.Name)];
    }

    private static string Name(JsonObject layer) => (string?)layer["name"] ?? (string?)layer["config"]?["name"] ?? "";

    private static JsonObject Call(JsonNode call, HashSet<string> shifted)
    {
        var keywords = new JsonObject();
        if (FirstTensor(call) is [_, _, _, JsonObject given, ..])
        {
            foreach (var (key, value) in given)
            {
                if (value is not null)
                {
                    keywords[key] = Keyword(value, shifted);
                }
            }
        }

        var inputs = call is JsonArray { Count: 1 } one && !IsTensor(one) ? one[0] : call;
        return new JsonObject { ["args"] = new JsonArray(Structure(inputs, shifted)), ["kwargs"] = keywords };
    }

    private static JsonArray? FirstTensor(JsonNode? node) => node switch
    {
        JsonArray tensor when IsTensor(tensor) => tensor,
        JsonArray items => items.Select(FirstTensor).FirstOrDefault(static found => found is not null),
        JsonObject members => members.Select(static member => FirstTensor(member.Value)).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static JsonNode? Structure(JsonNode? node, HashSet<string> shifted) => node switch
    {
        JsonArray tensor when IsTensor(tensor) => (string)tensor[0]! == "_CONSTANT_VALUE" ? tensor[2]?.DeepClone() : Symbol(tensor, shifted),
        JsonArray items => new JsonArray([.. items.Select(item => Structure(item, shifted))]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Structure(member.Value, shifted)))),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Keyword(JsonNode value, HashSet<string> shifted) => value is JsonArray tensor && IsTensor(tensor) ? Structure(value, shifted) : value.DeepClone();

    private static JsonObject Symbol(JsonArray tensor, HashSet<string> shifted) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject { ["keras_history"] = History(tensor, shifted) },
    };

    private static JsonArray History(JsonArray tensor, HashSet<string> shifted)
    {
        var layer = (string)tensor[0]!;
        return new JsonArray(layer, (int)tensor[1]! - (shifted.Contains(layer) ? 1 : 0), (int)tensor[2]!);
    }

    /// <summary>One input or output stands alone today.</summary>
    private static JsonNode? End(JsonNode? node, HashSet<string> shifted) => node switch
    {
        JsonArray tensor when IsTensor(tensor) => History(tensor, shifted),
        JsonArray { Count: 1 } single => End(single[0], shifted),
        JsonArray ends => new JsonArray([.. ends.Select(end => End(end, shifted))]),
        JsonObject ends => new JsonObject(ends.Select(end => KeyValuePair.Create(end.Key, End(end.Value, shifted)))),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<(string Layer, int Call)> Histories(JsonNode? node) => node switch
    {
        JsonArray tensor when IsTensor(tensor) => Histories(tensor.ElementAtOrDefault(3)).Prepend(((string)tensor[0]!, (int)tensor[1]!)),
        JsonArray items => items.SelectMany(Histories),
        JsonObject members => members.SelectMany(static member => Histories(member.Value)),
        _ => [],
    };

    private static bool IsTensor(JsonArray node) => node.Count is 3 or 4 && node[0]?.GetValueKind() == JsonValueKind.String
        && node[1]?.GetValueKind() == JsonValueKind.Number && (node[2]?.GetValueKind() == JsonValueKind.Number || (string)node[0]! == "_CONSTANT_VALUE");
}
