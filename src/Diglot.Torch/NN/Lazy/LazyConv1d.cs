using Diglot.Torch.NN.Convolutions;

namespace Diglot.Torch.NN.Lazy;

/// <summary>A <see cref="Conv1d"/> that learns the number of its input's channels from its first input.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv1d.html.</remarks>
/// <param name="out_channels">Channels of the output.</param>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="stride">Step between windows; 1 by default.</param>
/// <param name="padding">Elements added on each side, <c>valid</c> or <c>same</c>; 0 by default.</param>
/// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
/// <param name="groups">Number of groups of channels that do not see each other.</param>
/// <param name="bias">Whether a number is added to each output channel.</param>
/// <param name="padding_mode"><c>zeros</c>, <c>reflect</c>, <c>replicate</c> or <c>circular</c>.</param>
/// <param name="dtype">Element type of the parameters.</param>
[Face("nn")]
public sealed class LazyConv1d(int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1, bool bias = true, string padding_mode = "zeros", DType dtype = DType.Float32) : LazyModule
{
    /// <inheritdoc/>
    private protected override int Features(Tensor input) => input.Shape[input.Rank - 2];

    /// <inheritdoc/>
    private protected override int Features(Shape weight) => weight[1] * groups;

    /// <inheritdoc/>
    private protected override Module Make(int features) => new Conv1d(features, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype);
}
