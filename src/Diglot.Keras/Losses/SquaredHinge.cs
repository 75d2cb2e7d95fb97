namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of max(1 − y_true·y_pred, 0)²; targets 0 and 1 are taken as −1 and 1. See keras.io/api/losses/hinge_losses.</summary>
/// <remarks>PyTorch has no such loss.</remarks>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class SquaredHinge(string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (1 - (HingeLabels.Of(y_true) * y_pred)).Relu().Square().Mean(-1);
    }
}
