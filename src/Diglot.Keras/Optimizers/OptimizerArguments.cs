using System.Numerics;

namespace Diglot.Keras.Optimizers;

/// <summary>What optimizers share: their common arguments, and Adam's step size.</summary>
internal static class OptimizerArguments
{
    public static OptimizerOptions Shared(
        double? weight_decay, double? clipnorm, double? clipvalue, double? global_clipnorm, bool use_ema, double ema_momentum, int? ema_overwrite_frequency, double? loss_scale_factor, int? gradient_accumulation_steps)
        => loss_scale_factor is null
            ? new(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, gradient_accumulation_steps)
            : throw new NotSupportedException("loss_scale_factor is for 16-bit training, which is not supported. Leave it out.");

    /// <summary>lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ), rounded at every operation to the variables' type as Keras does: at first 1 − β₂ᵗ has few digits in float32. Keras on TensorFlow casts β through float32 even for float64 variables.</summary>
    public static double AdamStep<T>(double rate, double beta1, double beta2, long step)
        where T : IFloatingPointIeee754<T>
    {
        var power = T.CreateChecked(step);
        var root = T.Sqrt(T.One - T.Pow(T.CreateChecked((float)beta2), power));
        return double.CreateChecked(T.CreateChecked(rate) * root / (T.One - T.Pow(T.CreateChecked((float)beta1), power)));
    }
}
