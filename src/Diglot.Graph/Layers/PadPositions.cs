namespace Diglot.Graph.Layers;

/// <summary>Puts elements of one value around the axes of positions; negative numbers cut elements off.</summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Sides">Elements before and after for each axis of positions.</param>
/// <param name="Constant">Their value.</param>
public sealed record PadPositions(int ChannelAxis, IReadOnlyList<(int Before, int After)> Sides, double Constant = 0) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var result = inputs[0];
        RequirePositions(result, Sides.Count);
        foreach (var (i, axis) in PositionAxes(result.Rank).Index())
        {
            result = result.With(axis, result[axis] + Sides[i].Before + Sides[i].After);
        }

        return result;
    }
}
