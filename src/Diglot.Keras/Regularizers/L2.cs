using System.Text.Json.Nodes;

namespace Diglot.Keras.Regularizers;

/// <summary>l2 · Σ x². See keras.io/api/layers/regularizers. PyTorch: part of the loss by hand, or weight_decay of the optimizer (which is 2·l2).</summary>
/// <param name="l2">Factor.</param>
[Face("keras.regularizers")]
public sealed class L2(double l2 = 0.01) : Regularizer
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => x.Square().Sum() * l2;

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["l2"] = l2 };
}
