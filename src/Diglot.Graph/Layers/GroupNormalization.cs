using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta with the mean and variance of each example and each group of channels, over all positions. As many groups as channels:
/// instance normalization.
/// </summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Groups">Into how many groups of neighbours the channels are split.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Gamma">Scale (C), or null.</param>
/// <param name="Beta">Shift (C), or null.</param>
public sealed record GroupNormalization(int ChannelAxis, int Groups, double Epsilon, Weight? Gamma, Weight? Beta) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Gamma, Beta);

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => Channels(inputs[0]) is { } channels && channels % Groups != 0
        ? throw new GraphException($"{channels} channels on axis {ChannelAxis} cannot be split into {Groups} groups; received {inputs[0]}.")
        : inputs[0];
}
