using System.Text.Json.Nodes;

namespace Diglot.Keras.Regularizers;

/// <summary>l1 · Σ |x|. See keras.io/api/layers/regularizers. PyTorch: part of the loss by hand, or weight_decay of the optimizer (which is 2·l2).</summary>
/// <param name="l1">Factor.</param>
[Face("keras.regularizers")]
public sealed class L1(double l1 = 0.01) : Regularizer
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => x.Abs().Sum() * l1;

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["l1"] = (double)(float)l1 };
}
