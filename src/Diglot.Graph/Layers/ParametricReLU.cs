using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>x above 0, slope · x below; the slopes are learned.</summary>
/// <param name="Slope">As many axes as an example, of length 1 where slopes are shared along the axis.</param>
public sealed record ParametricReLU(Weight Slope) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => [Slope];
}
