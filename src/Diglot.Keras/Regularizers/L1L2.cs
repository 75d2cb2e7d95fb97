using System.Text.Json.Nodes;

namespace Diglot.Keras.Regularizers;

/// <summary>l1 · Σ |x| + l2 · Σ x². See keras.io/api/layers/regularizers. PyTorch: part of the loss by hand, or weight_decay of the optimizer (which is 2·l2).</summary>
/// <param name="l1">Factor of the absolute values.</param>
/// <param name="l2">Factor of the squares.</param>
[Face("keras.regularizers")]
public sealed class L1L2(double l1 = 0, double l2 = 0) : Regularizer
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => (x.Abs().Sum() * l1) + (x.Square().Sum() * l2);

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["l1"] = l1, ["l2"] = l2 };
}
