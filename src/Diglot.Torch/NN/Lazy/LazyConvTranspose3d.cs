using Diglot.Torch.NN.Convolutions;

namespace Diglot.Torch.NN.Lazy;

/// <summary>A <see cref="ConvTranspose3d"/> that learns the number of its input's channels from its first input.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose3d.html.</remarks>
/// <param name="out_channels">Channels of the output.</param>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="stride">How far the spreads of neighbours lie apart; 1 by default.</param>
/// <param name="padding">Elements cut off each side of the result; 0 by default.</param>
/// <param name="output_padding">Elements more at the end of the result; below stride or dilation.</param>
/// <param name="groups">Number of groups of channels that do not see each other.</param>
/// <param name="bias">Whether a number is added to each output channel.</param>
/// <param name="dilation">Distance between the elements that the kernel meets; 1 by default.</param>
/// <param name="padding_mode"><c>zeros</c>, the only one there is.</param>
/// <param name="dtype">Element type of the parameters.</param>
[Face("nn")]
public sealed class LazyConvTranspose3d(int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, bool bias = true, IntOrTuple? dilation = null, string padding_mode = "zeros", DType dtype = DType.Float32) : LazyModule
{
    /// <inheritdoc/>
    private protected override int Features(Tensor input) => input.Shape[input.Rank - 4];

    /// <inheritdoc/>
    private protected override int Features(Shape weight) => weight[0];

    /// <inheritdoc/>
    private protected override Module Make(int features) => new ConvTranspose3d(features, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype);
}
