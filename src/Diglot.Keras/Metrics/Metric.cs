using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Metrics;

/// <summary>A figure gathered over batches: updated by each, read at the end, reset for the next epoch. See keras.io/api/metrics.</summary>
public abstract class Metric : IKerasObject
{
    /// <summary>Names the metric.</summary>
    /// <param name="name">Its name in logs.</param>
    protected Metric(string? name) => this.name = name ?? AutoNames.SnakeCase(GetType().Name);

    /// <summary>Its name in logs.</summary>
    public string name { get; internal set; }

    /// <inheritdoc/>
    public string Module => "keras.metrics";

    /// <summary>From a serialised metric.</summary>
    public static Metric FromConfig(JsonNode node) => KerasObject.Deserialize<Metric>(Plain(node), "metric", MetricCatalogue.Classes);

    /// <summary>What it has gathered, as Keras keeps it.</summary>
    public virtual IReadOnlyList<Variable> variables => [];

    /// <summary>Adds a batch.</summary>
    /// <param name="y_true">What was wanted.</param>
    /// <param name="y_pred">What the model gave.</param>
    /// <param name="sample_weight">A weight for each sample.</param>
    public abstract void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null);

    /// <summary>The figure so far.</summary>
    public abstract double result();

    /// <summary>Starts anew.</summary>
    public abstract void reset_state();

    /// <inheritdoc/>
    public virtual JsonObject get_config() => new() { ["name"] = name, ["dtype"] = "float32" };

    /// <summary>Figures are gathered in float32 whatever the file says, as every file says it; other types are refused by name.</summary>
    private static JsonNode Plain(JsonNode node)
    {
        var plain = node.DeepClone();
        if (plain["config"] is JsonObject config && config["dtype"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "float32")
        {
            config.Remove("dtype");
        }

        return plain;
    }
}
