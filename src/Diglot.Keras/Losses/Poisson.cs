namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of y_pred − y_true·log(y_pred + 1e-7). See keras.io/api/losses/probabilistic_losses.</summary>
/// <remarks>PyTorch: PoissonNLLLoss(log_input=False), whose eps is 1e-8.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class Poisson(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (y_pred - (y_true * (y_pred + Epsilon).Log())).Mean(-1);
    }
}
