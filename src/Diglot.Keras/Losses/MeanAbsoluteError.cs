namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of |y_true − y_pred|. See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch: L1Loss, which averages over all elements at once.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class MeanAbsoluteError(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (y_pred - y_true).Abs().Mean(-1);
    }
}
