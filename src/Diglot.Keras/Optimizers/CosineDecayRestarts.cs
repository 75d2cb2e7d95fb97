using System.Text.Json.Nodes;

namespace Diglot.Keras.Optimizers;

/// <summary>Half cosine waves one after another, each t_mul times as long and m_mul times as high as the one before. See keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts.</summary>
/// <param name="initial_learning_rate">The rate of step 0.</param>
/// <param name="first_decay_steps">Steps of the first wave.</param>
/// <param name="t_mul">How much longer each next wave is.</param>
/// <param name="m_mul">How much higher each next wave begins.</param>
/// <param name="alpha">The lowest rate as a share of the initial one.</param>
/// <param name="name">Its name.</param>
[Face("keras.optimizers.schedules")]
public sealed class CosineDecayRestarts(double initial_learning_rate, int first_decay_steps, double t_mul = 2, double m_mul = 1, double alpha = 0, string name = "SGDRDecay") : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double call(long step)
    {
        // In float32 as in Keras: rounding decides to which wave a step on the border belongs.
        var progress = (float)step / first_decay_steps;
        float restarts;
        if (t_mul == 1)
        {
            restarts = MathF.Floor(progress);
            progress -= restarts;
        }
        else
        {
            var factor = (float)t_mul;
            restarts = MathF.Floor(MathF.Log(1 - (progress * (1 - factor))) / MathF.Log(factor));
            var before = (1 - MathF.Pow(factor, restarts)) / (1 - factor);
            progress = (progress - before) / MathF.Pow(factor, restarts);
        }

        return initial_learning_rate * (((1 - alpha) * 0.5 * Math.Pow(m_mul, restarts) * (1 + Math.Cos(Math.PI * progress))) + alpha);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["initial_learning_rate"] = initial_learning_rate,
        ["first_decay_steps"] = first_decay_steps,
        ["t_mul"] = t_mul,
        ["m_mul"] = m_mul,
        ["alpha"] = alpha,
        ["name"] = name,
    };
}
