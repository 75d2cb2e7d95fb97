using System.Text.Json.Nodes;

namespace Diglot.Keras.Saving;

/// <summary>
/// Configurations as the whole-model HDF5 format has them: layers by class and configuration alone (<c>model_config</c>), and compile's arguments with the
/// optimizer last and under another name, functions by their names (<c>training_config</c>).
/// </summary>
internal static class LegacyForm
{
    private const string Optimizer = "optimizer", OptimizerConfig = "optimizer_config";

    /// <summary>A model, or a layer inside one, from today's form.</summary>
    public static JsonObject Model(JsonObject layer)
    {
        var older = new JsonObject { ["class_name"] = layer["class_name"]!.DeepClone(), ["config"] = layer["config"]!.DeepClone() };
        foreach (var key in (string[])["name", "inbound_nodes"])
        {
            if (layer[key] is { } value)
            {
                older[key] = value.DeepClone();
            }
        }

        if (layer["config"]!["layers"] is JsonArray layers)
        {
            older["config"]!["layers"] = new JsonArray([.. layers.Select(static inner => Model((JsonObject)inner!))]);
        }

        return older;
    }

    /// <summary>compile's arguments from today's form.</summary>
    public static JsonObject Training(JsonObject config)
    {
        var older = new JsonObject();
        foreach (var (key, value) in config.Where(static entry => entry.Key != Optimizer))
        {
            older[key] = Plain(value);
        }

        older[OptimizerConfig] = Plain(config[Optimizer]);
        return older;
    }

    /// <summary>compile's arguments to today's form.</summary>
    public static JsonObject ReadTraining(JsonObject older)
    {
        var config = new JsonObject { [Optimizer] = (older[OptimizerConfig] ?? older[Optimizer])?.DeepClone() };
        foreach (var (key, value) in older.Where(static entry => entry.Key is not (Optimizer or OptimizerConfig)))
        {
            config[key] = value?.DeepClone();
        }

        return config;
    }

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject item when (string?)item["class_name"] == "function" => item["config"]!.DeepClone(),
        JsonObject item when item.ContainsKey("class_name") => new JsonObject { ["class_name"] = item["class_name"]!.DeepClone(), ["config"] = item["config"]?.DeepClone() },
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        _ => node?.DeepClone(),
    };
}
