using System.Text.Json.Nodes;

namespace Diglot.Keras.Optimizers;

/// <summary>initial · rate^(step / decay_steps). See keras.io/api/optimizers/learning_rate_schedules/exponential_decay.</summary>
/// <param name="initial_learning_rate">The rate of step 0.</param>
/// <param name="decay_steps">Steps after which the rate has decayed once.</param>
/// <param name="decay_rate">How much it decays.</param>
/// <param name="staircase">Whether it decays only at whole multiples of decay_steps.</param>
/// <param name="name">Its name.</param>
[Face("keras.optimizers.schedules")]
public sealed class ExponentialDecay(double initial_learning_rate, int decay_steps, double decay_rate, bool staircase = false, string name = "ExponentialDecay") : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double call(long step)
    {
        var progress = (double)step / decay_steps;
        progress = staircase ? Math.Floor(progress) : progress;
        return initial_learning_rate * Math.Pow(decay_rate, progress);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["initial_learning_rate"] = initial_learning_rate,
        ["decay_steps"] = decay_steps,
        ["decay_rate"] = decay_rate,
        ["staircase"] = staircase,
        ["name"] = name,
    };
}
