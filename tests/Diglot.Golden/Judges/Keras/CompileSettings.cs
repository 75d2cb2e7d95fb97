using System.Text.Json.Nodes;
using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Optimizers;

namespace Diglot.Golden.Judges.Keras;

/// <summary>What the arguments of <c>compile</c> in a file ask for that Diglot does not have.</summary>
internal static class CompileSettings
{
    /// <summary>The first such thing by Keras's name; null where all is known.</summary>
    public static string? Unknown(JsonNode? settings)
        => Of(settings?["optimizer"] ?? settings?["optimizer_config"], "keras.optimizers", OptimizerCatalogue.Classes.ContainsKey)
            ?? Of(settings?["optimizer"]?["config"]?["learning_rate"], "keras.optimizers.schedules", ScheduleCatalogue.Classes.ContainsKey)
            ?? Of(settings?["loss"], "keras.losses", LossCatalogue.Classes.ContainsKey)
            ?? Of(settings?["metrics"], "keras.metrics", MetricCatalogue.Knows)
            ?? Of(settings?["weighted_metrics"], "keras.metrics", MetricCatalogue.Knows);

    /// <summary>Whether something is the author's own code.</summary>
    public static string? Custom(JsonNode? settings) => settings switch
    {
        JsonObject item when (string?)(item["module"] as JsonValue) == "builtins" => (string)item["config"]!,
        JsonObject item => item.Select(static entry => Custom(entry.Value)).FirstOrDefault(static found => found is not null),
        JsonArray list => list.Select(Custom).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static string? Of(JsonNode? node, string module, Func<string, bool> knows) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var name) => knows(name) ? null : $"{module} '{name}'",
        JsonObject wrapper when (string?)(wrapper["class_name"] as JsonValue) == "MeanMetricWrapper" => Of(wrapper["config"]?["fn"], module, knows),
        JsonObject item when item.ContainsKey("class_name") => (string)item["class_name"]! is var name && knows(name.Replace("Custom>", "", StringComparison.Ordinal)) ? null : $"{module}.{item["class_name"]}",
        JsonObject items => items.Select(item => Of(item.Value, module, knows)).FirstOrDefault(static found => found is not null),
        JsonArray items => items.Select(item => Of(item, module, knows)).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
