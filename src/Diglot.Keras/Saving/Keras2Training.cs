using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Optimizers;

namespace Diglot.Keras.Saving;

/// <summary>
/// compile's arguments and the optimizer's state as Keras 2 wrote them, turned into today's: functions behind a wrapper of metrics, decay as an argument of the
/// optimizer, state without the learning rate and, from before version 2.11, slot by slot instead of weight by weight.
/// </summary>
internal static class Keras2Training
{
    private const string Custom = "Custom>";

    /// <summary>Names of slots in files of Keras 2 that are called otherwise today.</summary>
    private static readonly Dictionary<string, string> Slots = new()
    {
        ["m"] = "momentum", ["v"] = "velocity", ["vhat"] = "velocity_hat", ["velocity_hat"] = "velocity_hat", ["velocity"] = "velocity", ["rms"] = "velocity",
        ["mg"] = "average_gradient", ["average_gradient"] = "average_gradient", ["momentum"] = "momentum",
    };

    /// <summary>Whether a file that says this version is one of Keras 2 or older; the first files said none.</summary>
    public static bool Wrote(string? version) => version is null || version.StartsWith("2.", StringComparison.Ordinal) || version.StartsWith("1.", StringComparison.Ordinal);

    /// <summary>compile's arguments in today's form.</summary>
    public static JsonObject Modern(JsonObject settings)
    {
        var modern = (JsonObject)settings.DeepClone();
        if (modern["optimizer"] is JsonObject optimizer)
        {
            Upgrade(optimizer);
        }

        if (modern["metrics"] is { } metrics)
        {
            modern["metrics"] = Metrics(metrics is JsonArray { Count: 1 } outputs && outputs[0] is JsonArray only ? only : metrics);
        }

        return modern;
    }

    private static void Upgrade(JsonObject optimizer)
    {
        if ((string?)optimizer["class_name"] is { } name && name.StartsWith(Custom, StringComparison.Ordinal))
        {
            optimizer["class_name"] = name[Custom.Length..];
        }

        if (optimizer["config"] is not JsonObject config)
        {
            return;
        }

        config.Remove("jit_compile");
        config.Remove("is_legacy_optimizer");
        if (config["lr"] is { } rate && config["learning_rate"] is null)
        {
            config["learning_rate"] = rate.DeepClone();
        }

        config.Remove("lr");
        if (config["decay"] is JsonValue decay && (double)decay != 0)
        {
            config["learning_rate"] = new JsonObject
            {
                ["class_name"] = nameof(InverseTimeDecay),
                ["config"] = new JsonObject { ["initial_learning_rate"] = config["learning_rate"]?.DeepClone(), ["decay_steps"] = 1, ["decay_rate"] = decay.DeepClone() },
            };
        }

        config.Remove("decay");
    }

    private static JsonNode? Metrics(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Metrics)]),
        JsonObject { } item when (string?)item["class_name"] == "MeanMetricWrapper" && (string?)item["config"]?["fn"] is { } function => new JsonObject
        {
            ["class_name"] = string.Concat(function.Split('_').Select(static word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])),
            ["config"] = new JsonObject { ["name"] = item["config"]!["name"]?.DeepClone(), ["dtype"] = item["config"]!["dtype"]?.DeepClone() },
        },
        _ => node?.DeepClone(),
    };

    /// <summary>The state in the order of today's optimizer.</summary>
    /// <param name="optimizer">The optimizer, not yet built.</param>
    /// <param name="trainable">The weights that it moves.</param>
    /// <param name="names">The names in the file; null where it has none.</param>
    /// <param name="values">The values in the file's order, iteration first.</param>
    public static IReadOnlyList<NDArray> State(Optimizer optimizer, IReadOnlyList<Variable> trainable, IReadOnlyList<string>? names, IReadOnlyList<NDArray> values)
    {
        if (values.Count == 0)
        {
            return values;
        }

        optimizer.build(trainable);
        var own = optimizer.variables;
        NDArray[] start = own.Count > 1 && own[1].name == "learning_rate" ? [values[0], own[1].value.Data] : [values[0]];
        if (own.Count == start.Length)
        {
            // Keras 2 keeps slots of SGD that are used with momentum only.
            return start;
        }

        if (names is null)
        {
            return [.. start, .. values.Skip(1)];
        }

        if (optimizer is RMSprop rmsprop && names[0].EndsWith("/iter:0", StringComparison.Ordinal) && !own.Any(static variable => variable.name.EndsWith("_momentum", StringComparison.Ordinal)))
        {
            rmsprop.EpsilonBesideRoot = true;
        }

        var stored = names.Zip(values).Skip(1).GroupBy(static entry => Slot(entry.First)).ToDictionary(static group => group.Key, static group => new Queue<NDArray>(group.Select(static entry => entry.Second)));
        return [.. start, .. own.Skip(start.Length).Select(variable => Take(stored, variable))];
    }

    private static NDArray Take(Dictionary<string, Queue<NDArray>> stored, Variable variable)
    {
        var slot = stored.Keys.Where(slot => variable.name.EndsWith("_" + slot, StringComparison.Ordinal)).MaxBy(static slot => slot.Length);
        return slot is not null && stored[slot].TryDequeue(out var value) ? value
            : throw new ConfigException($"The file holds no value for the optimizer's variable '{variable.path}'. Load with compile: false to leave the optimizer's state out.");
    }

    /// <summary><c>Adam/m/dense/kernel:0</c> since version 2.11, <c>Adam/dense/kernel/m:0</c> before.</summary>
    private static string Slot(string name)
    {
        var parts = name.Split(':')[0].Split('/');
        return parts.Length > 1 && Slots.TryGetValue(parts[^1], out var last) && !Slots.ContainsKey(parts[1]) ? last
            : parts.Length > 1 && Slots.TryGetValue(parts[1], out var second) ? second
            : throw new ConfigException($"The optimizer's variable '{name}' of Keras 2 is not known. Load with compile: false to leave the optimizer's state out.");
    }
}
