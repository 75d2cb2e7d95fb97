namespace Diglot.Torch.NN.Convolutions;

/// <summary>Transposed convolution of sequences ("deconvolution"): each input element spreads the kernel over the result, and overlaps add up.</summary>
/// <remarks>
/// <para>Input (N, C, T) or (C, T); weight (C, O / groups, k), bias (O). An axis of length L becomes (L − 1) · stride − 2 · padding + dilation · (kernel − 1) + output_padding + 1 long.
/// Parameters start from U(−b, b), b = 1/√(O / groups · kernel elements).</para>
/// <para>Keras: <c>Conv1DTranspose</c> has channels last by default, kernels (k…, O, C), and "same" in place of a number.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html.</para>
/// </remarks>
[Face("nn")]
public sealed class ConvTranspose1d : ConvTransposeNd
{
    /// <summary>Makes the layer.</summary>
    /// <param name="in_channels">Channels of the input.</param>
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
    /// <exception cref="ArgumentException">Groups do not divide the channels, or the mode is not <c>zeros</c>.</exception>
    public ConvTranspose1d(int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, bool bias = true, IntOrTuple? dilation = null, string padding_mode = "zeros", DType dtype = DType.Float32)
        : base(1, in_channels, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Convolve(Tensor input, IntOrTuple stride, IntOrTuple padding, IntOrTuple outputPadding, IntOrTuple dilation) => F.conv_transpose1d(input, weight, bias, stride, padding, outputPadding, groups, dilation);
}
