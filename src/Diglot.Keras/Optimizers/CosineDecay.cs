using System.Text.Json.Nodes;

namespace Diglot.Keras.Optimizers;

/// <summary>Half a cosine wave from the initial rate down to alpha times it, after a warmup in a straight line. See keras.io/api/optimizers/learning_rate_schedules/cosine_decay.</summary>
/// <param name="initial_learning_rate">The rate of step 0.</param>
/// <param name="decay_steps">Steps of the decay, without those of the warmup.</param>
/// <param name="alpha">The last rate as a share of the highest.</param>
/// <param name="name">Its name.</param>
/// <param name="warmup_target">The rate that the warmup ends with; null for no warmup.</param>
/// <param name="warmup_steps">Steps of the warmup.</param>
[Face("keras.optimizers.schedules")]
public sealed class CosineDecay(double initial_learning_rate, int decay_steps, double alpha = 0, string name = "CosineDecay", double? warmup_target = null, int warmup_steps = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double call(long step)
    {
        if (warmup_target is { } target && step < warmup_steps)
        {
            return initial_learning_rate + ((target - initial_learning_rate) * step / warmup_steps);
        }

        var progress = Math.Min(warmup_target is null ? step : step - warmup_steps, decay_steps) / (double)decay_steps;
        return (warmup_target ?? initial_learning_rate) * (((1 - alpha) * 0.5 * (1 + Math.Cos(Math.PI * progress))) + alpha);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["initial_learning_rate"] = initial_learning_rate,
        ["decay_steps"] = decay_steps,
        ["alpha"] = alpha,
        ["name"] = name,
        ["warmup_target"] = warmup_target,
        ["warmup_steps"] = warmup_steps,
    };
}
