using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Optimizers;

/// <summary>A learning rate that depends on how many steps were made. See keras.io/api/optimizers/learning_rate_schedules.</summary>
public abstract class LearningRateSchedule : IKerasObject
{
    /// <inheritdoc/>
    public string Module => "keras.optimizers.schedules";

    /// <summary>The learning rate of a step, counted from 0.</summary>
    public abstract double call(long step);

    /// <inheritdoc/>
    public abstract JsonObject get_config();
}
