using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta with the mean and variance of each example over some last axes; or, as root mean square normalization,
/// y = gamma · x / √(mean(x²) + epsilon).
/// </summary>
/// <param name="Axes">The axes over which statistics are taken, counted from 0, ascending.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Gamma">Scale, of the shape of those axes, or null.</param>
/// <param name="Beta">Shift, of the shape of those axes, or null.</param>
/// <param name="IsRootMeanSquare">Whether the mean stays in.</param>
public sealed record LayerNormalization(IReadOnlyList<int> Axes, double Epsilon, Weight? Gamma, Weight? Beta, bool IsRootMeanSquare = false) : Layer
{
    /// <inheritdoc/>
    public override string Kind => IsRootMeanSquare ? "RMSNormalization" : nameof(LayerNormalization);

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Gamma, Beta);
}
