namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of (log(1 + y_true) − log(1 + y_pred))², where values below 1e-7 count as 1e-7. See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch has no such loss.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class MeanSquaredLogarithmicError(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (y_pred.Clamp(Epsilon).Log1p() - y_true.Clamp(Epsilon).Log1p()).Square().Mean(-1);
    }
}
