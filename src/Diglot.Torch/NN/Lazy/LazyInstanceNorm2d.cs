using Diglot.Torch.NN.Normalizations;

namespace Diglot.Torch.NN.Lazy;

/// <summary>An <see cref="InstanceNorm2d"/> that learns the number of its input's channels from its first input.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm2d.html.</remarks>
/// <param name="eps">Added to the variance.</param>
/// <param name="momentum">Share of the new statistics.</param>
/// <param name="affine">Whether weight and bias are learned.</param>
/// <param name="track_running_stats">Whether running statistics are kept.</param>
/// <param name="dtype">Element type of the parameters.</param>
[Face("nn")]
public sealed class LazyInstanceNorm2d(double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true, DType dtype = DType.Float32) : LazyModule
{
    /// <inheritdoc/>
    private protected override int Features(Tensor input) => input.Shape[input.Rank - 3];

    /// <inheritdoc/>
    private protected override int Features(Shape weight) => weight[0];

    /// <inheritdoc/>
    private protected override Module Make(int features) => new InstanceNorm2d(features, eps, momentum, affine, track_running_stats, dtype);
}
