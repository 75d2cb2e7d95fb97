using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>
/// Transposed convolution over axes of positions: each input element adds the kernel, times itself, to the result at p · stride + q · dilation; then Before elements are cut off the
/// beginning of each axis and After off its end (a negative number: zeros are put there), and the bias is added.
/// </summary>
/// <param name="ChannelAxis">Where the channels are.</param>
/// <param name="Size">Length of the window on each axis of positions.</param>
/// <param name="Strides">How far the spreads of neighbours lie apart.</param>
/// <param name="Dilation">Distance between the elements that the kernel meets.</param>
/// <param name="Cuts">Elements cut off the whole spread, before and after, for each axis of positions.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="Kernel">(I, O / groups, window …).</param>
/// <param name="Bias">(O), or null.</param>
public sealed record TransposedConvolution(
    int ChannelAxis, IReadOnlyList<int> Size, IReadOnlyList<int> Strides, IReadOnlyList<int> Dilation, IReadOnlyList<(int Before, int After)> Cuts, int Groups, Weight Kernel, Weight? Bias)
    : SpatialLayer(ChannelAxis)
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Kernel, Bias);

    /// <summary>Number of channels of the input.</summary>
    public int InChannels => Kernel.Shape[0];

    /// <summary>Number of channels of the result.</summary>
    public int OutChannels => Kernel.Shape[1] * Groups;

    /// <summary>Length of one element's spread along an axis.</summary>
    public int Reach(int axis) => ((Size[axis] - 1) * Dilation[axis]) + 1;

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var input = inputs[0];
        RequirePositions(input, Size.Count);
        if (Channels(input) is { } channels && channels != InChannels)
        {
            throw new GraphException($"its weights are for {InChannels} channels on axis {ChannelAxis}; received {input}.");
        }

        var result = input.With(ChannelAxis, OutChannels);
        foreach (var (i, axis) in PositionAxes(input.Rank).Index())
        {
            result = result.With(axis, ((input[axis] - 1) * Strides[i]) + Reach(i) - Cuts[i].Before - Cuts[i].After);
        }

        return result;
    }
}
