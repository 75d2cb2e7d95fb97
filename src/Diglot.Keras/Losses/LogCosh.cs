namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of log(cosh(y_pred − y_true)): half a square near 0, an absolute value far away. See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch has no such loss.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class LogCosh(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        var error = y_pred - y_true;
        return (error + (error * -2).Softplus() - Math.Log(2)).Mean(-1);
    }
}
