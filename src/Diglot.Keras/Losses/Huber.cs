using System.Text.Json.Nodes;

namespace Diglot.Keras.Losses;

/// <summary>Mean over the last axis of ½·e² where |e| ≤ delta, and delta·|e| − ½·delta² beyond, for e = y_pred − y_true. See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch: HuberLoss, which averages over all elements at once.</remarks>
/// <param name="delta">Where the square ends.</param>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class Huber(double delta = 1, string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name ?? "huber_loss")
{
    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config["delta"] = delta;
        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        var error = (y_pred - y_true).Abs();
        return Tensor.Where(error.Greater(delta), (error * delta) - (0.5 * delta * delta), error.Square() * 0.5).Mean(-1);
    }
}
