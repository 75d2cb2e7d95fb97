namespace Diglot.Keras.Losses;

/// <summary>max(largest wrong score − score of the right class + 1, 0), for one-hot targets. See keras.io/api/losses/hinge_losses.</summary>
/// <remarks>PyTorch: MultiMarginLoss sums over all wrong classes.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class CategoricalHinge(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        var right = (y_true * y_pred).Sum(-1);
        var wrong = ((1 - y_true) * y_pred).Max([-1]);
        return (wrong - right + 1).Relu();
    }
}
