namespace Diglot.Keras.Optimizers;

/// <summary>Gathers the arguments that all optimizers share.</summary>
internal static class OptimizerArguments
{
    public static OptimizerOptions Shared(
        double? weight_decay, double? clipnorm, double? clipvalue, double? global_clipnorm, bool use_ema, double ema_momentum, int? ema_overwrite_frequency, double? loss_scale_factor, int? gradient_accumulation_steps)
        => loss_scale_factor is null
            ? new(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, gradient_accumulation_steps)
            : throw new NotSupportedException("loss_scale_factor is for 16-bit training, which is not supported. Leave it out.");
}
