using System.Text.Json.Nodes;
using Diglot.Keras.Models;
using Diglot.Keras.Optimizers;

namespace Diglot.Keras.Saving;

/// <summary>
/// What Keras 2 kept of <c>compile</c>, in today's form. Its files know two families of optimizers: those of 2.11 and later (<c>Custom&gt;Adam</c>), whose state
/// lies as today but without the learning rate, and the older ones, which keep all first slots, then all second ones, and may have a <c>decay</c>.
/// </summary>
internal static class Keras2Training
{
    private const string Custom = "Custom>";

    /// <summary>Whether the optimizer is one of the older family.</summary>
    public static bool IsOlderFamily(JsonObject settings)
        => settings["optimizer"] is JsonObject { } optimizer && (optimizer["config"]?["is_legacy_optimizer"] is JsonValue flag ? flag.GetValue<bool>() : optimizer["module"] is null && (string?)optimizer["class_name"] is { } name && !name.StartsWith(Custom, StringComparison.Ordinal));

    /// <summary>compile's arguments in today's form.</summary>
    public static JsonObject Modern(JsonObject settings)
    {
        var modern = (JsonObject)settings.DeepClone();
        if (modern["optimizer"] is JsonObject { } optimizer && optimizer["config"] is JsonObject config)
        {
            optimizer["class_name"] = ((string?)optimizer["class_name"])?.Replace(Custom, "", StringComparison.Ordinal);
            Optimizer(config, (string?)optimizer["class_name"]);
        }

        modern["loss"] = Each(modern["loss"], Loss);
        modern["metrics"] = Metrics(modern["metrics"]);
        modern["weighted_metrics"] = Metrics(modern["weighted_metrics"]);
        return modern;
    }

    /// <summary>The optimizer's state in today's order: iteration, learning rate, slots.</summary>
    public static NDArray[] State(Model model, NDArray[] stored, bool isOlderFamily)
    {
        if (isOlderFamily && model.optimizer is RMSprop older)
        {
            older.EpsilonInside = false;
        }

        if (stored.Length == 0)
        {
            return [];
        }

        model.optimizer.build(model.trainable_weights);
        var own = model.optimizer.variables;
        var rate = own.Count > 1 && own[1].name == "learning_rate" ? 1 : 0;
        var slots = stored[1..];
        if (isOlderFamily && model.optimizer is Adam or AdamW)
        {
            var count = model.trainable_weights.Count;
            slots = [.. Enumerable.Range(0, count).SelectMany(i => new[] { slots[i], slots[count + i] }), .. slots[(2 * count)..]];
        }

        // SGD kept velocities even where momentum is 0; they do nothing.
        return [stored[0].Reshape([]), .. own.Skip(1).Take(rate).Select(static variable => variable.value.Data), .. own.Count == 1 + rate ? [] : slots];
    }

    private static void Optimizer(JsonObject config, string? className)
    {
        config.Remove("jit_compile");
        config.Remove("is_legacy_optimizer");
        if (config["lr"] is { } rate)
        {
            config["learning_rate"] = rate.DeepClone();
            config.Remove("lr");
        }

        if (config["decay"] is JsonValue decay && decay.GetValue<double>() != 0)
        {
            config["learning_rate"] = new JsonObject
            {
                ["class_name"] = "InverseTimeDecay",
                ["config"] = new JsonObject { ["initial_learning_rate"] = config["learning_rate"]?.DeepClone(), ["decay_steps"] = 1, ["decay_rate"] = decay.DeepClone() },
            };
        }

        config.Remove("decay");
        if (config["learning_rate"] is JsonObject { } schedule && schedule["config"] is JsonObject arguments && arguments["name"] is null)
        {
            arguments.Remove("name");
        }

        if (className is "SGD" or "RMSprop" && config["momentum"] is null)
        {
            config.Remove("momentum");
        }
    }

    /// <summary>Losses as objects: a reduction "auto" is today's default, and the function is what the class is.</summary>
    private static JsonNode? Loss(JsonNode? node)
    {
        var loss = node?.DeepClone();
        if (loss is JsonObject { } item && item["config"] is JsonObject config)
        {
            config.Remove("fn");
            if (config["reduction"] is JsonValue reduction && (string?)reduction is "auto" or "none_auto")
            {
                config.Remove("reduction");
            }
        }

        return loss;
    }

    /// <summary>A list for each output, of wrapped functions: <c>[[{MeanMetricWrapper, fn: categorical_accuracy}]]</c>.</summary>
    private static JsonNode? Metrics(JsonNode? node) => node switch
    {
        JsonArray { Count: 1 } outer when outer[0] is JsonArray inner => Metrics(inner),
        JsonArray list => new JsonArray([.. list.Select(Metrics)]),
        JsonObject item when item.ContainsKey("class_name") => Metric(item),
        JsonObject members => new JsonObject(members.Select(static member => KeyValuePair.Create(member.Key, Metrics(member.Value)))),
        _ => node?.DeepClone(),
    };

    private static JsonObject Metric(JsonObject item)
    {
        var metric = (JsonObject)item.DeepClone();
        if (metric["config"] is JsonObject config && config["fn"] is { } function)
        {
            config.Remove("fn");
            if ((string?)metric["class_name"] == "MeanMetricWrapper")
            {
                var name = function is JsonObject wrapped ? (string?)wrapped["config"] : (string?)function;
                metric["class_name"] = string.Concat((name ?? "").Split('_').Select(static word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));
            }
        }

        return metric;
    }

    private static JsonNode? Each(JsonNode? node, Func<JsonNode?, JsonNode?> convert) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(convert)]),
        JsonObject members when !members.ContainsKey("class_name") => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, convert(member.Value)))),
        _ => convert(node),
    };
}
