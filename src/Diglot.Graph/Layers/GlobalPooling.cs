namespace Diglot.Graph.Layers;

/// <summary>The largest element or the mean over all positions of each channel: (N, C, …) → (N, C), or (N, C, 1 …).</summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Reduction">Which of the two.</param>
/// <param name="KeepsAxes">Whether axes of length 1 stay.</param>
public sealed record GlobalPooling(int ChannelAxis, PoolingReduction Reduction, bool KeepsAxes) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override string Kind => $"{nameof(GlobalPooling)[..6]}{Reduction}{nameof(Pooling)}";

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var input = inputs[0];
        return KeepsAxes
            ? PositionAxes(input.Rank).Aggregate(input, static (shape, axis) => shape.With(axis, 1))
            : [input[0], input[ChannelAxis]];
    }
}
