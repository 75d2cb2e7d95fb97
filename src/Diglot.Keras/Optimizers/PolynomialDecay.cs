using System.Text.Json.Nodes;

namespace Diglot.Keras.Optimizers;

/// <summary>(initial − end) · (1 − step / decay_steps)^power + end. See keras.io/api/optimizers/learning_rate_schedules/polynomial_decay.</summary>
/// <param name="initial_learning_rate">The rate of step 0.</param>
/// <param name="decay_steps">Steps until the end rate.</param>
/// <param name="end_learning_rate">The rate that is reached.</param>
/// <param name="power">Power of the polynomial; 1 is a straight line.</param>
/// <param name="cycle">Whether the decay begins anew, each time over more steps, rather than staying at the end rate.</param>
/// <param name="name">Its name.</param>
[Face("keras.optimizers.schedules")]
public sealed class PolynomialDecay(double initial_learning_rate, int decay_steps, double end_learning_rate = 0.0001, double power = 1, bool cycle = false, string name = "PolynomialDecay") : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double call(long step)
    {
        var span = cycle && step > 0 ? decay_steps * Math.Ceiling((double)step / decay_steps) : decay_steps;
        return ((initial_learning_rate - end_learning_rate) * Math.Pow(1 - (Math.Min(step, span) / span), power)) + end_learning_rate;
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["initial_learning_rate"] = initial_learning_rate,
        ["decay_steps"] = decay_steps,
        ["end_learning_rate"] = end_learning_rate,
        ["power"] = power,
        ["cycle"] = cycle,
        ["name"] = name,
    };
}
