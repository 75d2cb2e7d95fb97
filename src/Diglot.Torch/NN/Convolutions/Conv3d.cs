namespace Diglot.Torch.NN.Convolutions;

/// <summary>Convolution of volumes: out[n, o] = bias[o] + Σ_c weight[o, c] ⋆ input[n, c], ⋆ being cross-correlation.</summary>
/// <remarks>
/// <para>Input (N, C, D, H, W) or (C, D, H, W); weight (O, C / groups, kD, kH, kW), bias (O). An axis of length L becomes ⌊(L + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 long.
/// Parameters start from U(−b, b), b = 1/√(C / groups · kernel elements).</para>
/// <para>Keras: <c>Conv3D</c> has channels last by default, kernels (k…, C / groups, O), and "same" also for strides.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv3d.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Conv3d : ConvNd
{
    /// <summary>Makes the layer.</summary>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="out_channels">Channels of the output.</param>
    /// <param name="kernel_size">Size of the window.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    /// <param name="padding">Elements added on each side, <c>valid</c> or <c>same</c>; 0 by default.</param>
    /// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="padding_mode"><c>zeros</c>, <c>reflect</c>, <c>replicate</c> or <c>circular</c>.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <exception cref="ArgumentException">Groups do not divide the channels, or a mode is unknown.</exception>
    public Conv3d(int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1, bool bias = true, string padding_mode = "zeros", DType dtype = DType.Float32)
        : base(3, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Convolve(Tensor input, IntOrTuple stride, ConvolutionPadding padding, IntOrTuple dilation) => F.conv3d(input, weight, bias, stride, padding, dilation, groups);
}
