using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Optimizers;

/// <summary>A fixed learning rate or a schedule; both convert by themselves.</summary>
public sealed class LearningRate : IConfigValue<LearningRate>
{
    private LearningRate(double value, LearningRateSchedule? schedule) => (Value, Schedule) = (value, schedule);

    /// <summary>The fixed rate.</summary>
    public double Value { get; }

    /// <summary>The schedule, or null for a fixed rate.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>A fixed rate.</summary>
    public static implicit operator LearningRate(double value) => new(value, null);

    /// <summary>A schedule.</summary>
    public static implicit operator LearningRate(LearningRateSchedule schedule) => new(schedule.call(0), schedule);

    /// <summary>From a number or a serialised schedule.</summary>
    public static LearningRate FromConfig(JsonNode node) => node is JsonValue value ? value.GetValue<double>()
        : KerasObject.Deserialize<LearningRateSchedule>(node, "learning rate schedule", ScheduleCatalogue.Classes);
}
