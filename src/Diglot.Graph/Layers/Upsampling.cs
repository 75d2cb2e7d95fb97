namespace Diglot.Graph.Layers;

/// <summary>Makes each axis of positions a whole number of times as long, by repeating elements or between their neighbours (corners not aligned).</summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Factors">How many times, for each axis of positions.</param>
/// <param name="IsLinear">Whether values lie between their neighbours' (bilinear); otherwise elements are repeated.</param>
public sealed record Upsampling(int ChannelAxis, IReadOnlyList<int> Factors, bool IsLinear) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var result = inputs[0];
        RequirePositions(result, Factors.Count);
        foreach (var (i, axis) in PositionAxes(result.Rank).Index())
        {
            result = result.With(axis, result[axis] * Factors[i]);
        }

        return result;
    }
}
