namespace Diglot.Keras.Losses;

/// <summary>Sum over the last axis of y_true·log(y_true / y_pred), both held within 1e-7 … 1. See keras.io/api/losses/probabilistic_losses.</summary>
/// <remarks>PyTorch: KLDivLoss(reduction="batchmean"), which takes the logarithm of the predictions.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class KLDivergence(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        y_true = y_true.Clamp(Epsilon, 1);
        y_pred = y_pred.Clamp(Epsilon, 1);
        return (y_true * (y_true / y_pred).Log()).Sum(-1);
    }
}
