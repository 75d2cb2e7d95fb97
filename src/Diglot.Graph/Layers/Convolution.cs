using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>
/// Cross-correlation over one to three axes of positions: y[o, p] = b[o] + Σ k[o, i, q] · x[i, p · stride + q · dilation], where the channels of
/// group g see those of group g alone. A depthwise convolution has as many groups as input channels.
/// </summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Window">Size, strides, dilation, padding.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="Kernel">k, (O, I / groups, window …).</param>
/// <param name="Bias">b, (O), or null.</param>
public sealed record Convolution(int ChannelAxis, Window Window, int Groups, Weight Kernel, Weight? Bias) : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Kernel, Bias);

    /// <summary>Number of channels of the input.</summary>
    public int InChannels => Kernel.Shape[1] * Groups;

    /// <summary>Number of channels of the result.</summary>
    public int OutChannels => Kernel.Shape[0];

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var input = inputs[0];
        RequirePositions(input, Window.Rank);
        if (Channels(input) is { } channels && channels != InChannels)
        {
            throw new GraphException($"its weights are for {InChannels} channels on axis {ChannelAxis}; received {input}.");
        }

        var result = input.With(ChannelAxis, OutChannels);
        foreach (var (i, axis) in PositionAxes(input.Rank).Index())
        {
            result = result.With(axis, Window.Places(i, input[axis]));
        }

        return result;
    }
}
