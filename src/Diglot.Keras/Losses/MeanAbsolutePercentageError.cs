namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of 100·|y_true − y_pred| / max(|y_true|, 1e-7). See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch has no such loss.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class MeanAbsolutePercentageError(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (((y_true - y_pred) / y_true.Abs().Clamp(Epsilon)).Abs().Mean(-1)) * 100;
    }
}
