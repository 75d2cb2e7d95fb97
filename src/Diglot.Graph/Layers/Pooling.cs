namespace Diglot.Graph.Layers;

/// <summary>The largest element or the mean of each window of each channel.</summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Reduction">Which of the two.</param>
/// <param name="Window">Size, strides, dilation, padding.</param>
/// <param name="CountsPadding">Whether means count the padding; the largest element never does.</param>
public sealed record Pooling(int ChannelAxis, PoolingReduction Reduction, Window Window, bool CountsPadding = false) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override string Kind => $"{Reduction}{nameof(Pooling)}";

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var result = inputs[0];
        RequirePositions(result, Window.Rank);
        foreach (var (i, axis) in PositionAxes(result.Rank).Index())
        {
            result = result.With(axis, Window.Places(i, result[axis]));
        }

        return result;
    }
}
