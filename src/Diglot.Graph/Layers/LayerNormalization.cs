using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>y = gamma · (x − mean) / √(variance + epsilon) + beta with the mean and variance of each example over some last axes.</summary>
/// <param name="Axes">The axes over which statistics are taken, counted from 0, ascending.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Gamma">Scale, of the shape of those axes, or null.</param>
/// <param name="Beta">Shift, of the shape of those axes, or null.</param>
public sealed record LayerNormalization(IReadOnlyList<int> Axes, double Epsilon, Weight? Gamma, Weight? Beta) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Gamma, Beta);
}
