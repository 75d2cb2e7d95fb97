using System.Text.Json.Nodes;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Losses;

/// <summary>−Σ over an axis of y_true·y_pred, each first divided by its length: −1 where both point the same way. See keras.io/api/losses/regression_losses.</summary>
/// <remarks>PyTorch: CosineEmbeddingLoss is 1 − cos.</remarks>
/// <param name="axis">The axis of the vectors, or several; the last by default.</param>
/// <param name="reduction">How the losses of samples become one number.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.losses")]
public sealed class CosineSimilarity(IntTuple? axis = null, string reduction = "sum_over_batch_size", string? name = null) : Loss(reduction, name)
{
    private readonly int[] _axes = axis?.Values.ToArray() ?? [-1];

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        if (axis is { } given)
        {
            config["axis"] = given.ToConfig();
        }

        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return -(Direction(y_true) * Direction(y_pred)).Sum(_axes);
    }

    private Tensor Direction(Tensor x) => x / x.Square().Sum(_axes, keepAxes: true).Clamp(Epsilon * Epsilon).Sqrt();
}
