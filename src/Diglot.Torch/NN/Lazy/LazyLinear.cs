using Diglot.Torch.NN.Linears;

namespace Diglot.Torch.NN.Lazy;

/// <summary>A <see cref="Linear"/> that learns the number of its input's features from its first input.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyLinear.html.</remarks>
/// <param name="out_features">Features of the output.</param>
/// <param name="bias">Whether a number is added to each.</param>
/// <param name="dtype">Element type of the parameters.</param>
[Face("nn")]
public sealed class LazyLinear(int out_features, bool bias = true, DType dtype = DType.Float32) : LazyModule
{
    /// <inheritdoc/>
    private protected override int Features(Tensor input) => input.Shape[-1];

    /// <inheritdoc/>
    private protected override int Features(Shape weight) => weight[1];

    /// <inheritdoc/>
    private protected override Module Make(int features) => new Linear(features, out_features, bias, dtype: dtype);
}
