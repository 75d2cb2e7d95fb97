namespace Diglot.Graph.Layers;

/// <summary>A layer that treats positions and channels differently: inputs are (N, C, D₁ …) or (N, D₁ …, C), as <see cref="ChannelAxis"/> says.</summary>
/// <param name="ChannelAxis">1, or the last axis.</param>
public abstract record SpatialLayer(int ChannelAxis) : Layer
{
    /// <summary>The axes of positions of an input with this many axes.</summary>
    public int[] PositionAxes(int rank) => [.. Enumerable.Range(1, rank - 1).Where(axis => axis != ChannelAxis)];

    /// <summary>Number of channels.</summary>
    private protected int? Channels(ValueShape input) => input[ChannelAxis];

    /// <summary>Refuses an input with another number of axes.</summary>
    private protected void RequirePositions(ValueShape input, int count)
    {
        if (input.Rank != count + 2)
        {
            throw new GraphException($"{Kind} over {count} axes takes inputs with {count + 2} axes, batch and channels included; received {input}.");
        }
    }
}
