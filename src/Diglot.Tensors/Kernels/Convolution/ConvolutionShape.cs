namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The sizes of a two-dimensional convolution (cross-correlation, as both frameworks call it):
/// <c>y[n, o, i, j] = b[o] + Σ_c Σ_u Σ_v x[n, c, i·stride + u·dilation − top, j·stride + v·dilation − left] · w[o, c, u, v]</c>,
/// elements outside the image being zero. With groups, output channel o sees only the input channels of its group.
/// </summary>
public sealed record ConvolutionShape(int InChannels, int InHeight, int InWidth, int OutChannels, int KernelHeight, int KernelWidth)
{
    public int StrideHeight { get; init; } = 1;
    public int StrideWidth { get; init; } = 1;
    public int DilationHeight { get; init; } = 1;
    public int DilationWidth { get; init; } = 1;
    public int PadTop { get; init; }
    public int PadBottom { get; init; }
    public int PadLeft { get; init; }
    public int PadRight { get; init; }
    public int Groups { get; init; } = 1;

    /// <summary>Rows of the result: ⌊(H + top + bottom − dilation·(k − 1) − 1) / stride⌋ + 1, at least 0.</summary>
    public int OutHeight => Output(InHeight + PadTop + PadBottom, KernelHeight, StrideHeight, DilationHeight);

    /// <summary>Columns of the result.</summary>
    public int OutWidth => Output(InWidth + PadLeft + PadRight, KernelWidth, StrideWidth, DilationWidth);

    /// <summary>Input channels that one output channel sees.</summary>
    public int GroupInChannels => InChannels / Groups;

    /// <summary>Output channels of one group.</summary>
    public int GroupOutChannels => OutChannels / Groups;

    /// <summary>Throws when the sizes do not make a convolution.</summary>
    /// <exception cref="ArgumentException">A size is not positive, padding is negative, channels do not divide by groups, or the kernel exceeds the padded image.</exception>
    public void Validate()
    {
        if (Math.Min(Math.Min(InChannels, OutChannels), Math.Min(KernelHeight, KernelWidth)) < 1)
            throw new ArgumentException($"A convolution needs at least one channel in and out and a kernel of at least 1x1; received {InChannels} in, {OutChannels} out, kernel {KernelHeight}x{KernelWidth}.");
        if (Math.Min(Math.Min(StrideHeight, StrideWidth), Math.Min(DilationHeight, DilationWidth)) < 1)
            throw new ArgumentException($"Strides and dilations of a convolution are at least 1; received strides {StrideHeight}x{StrideWidth}, dilations {DilationHeight}x{DilationWidth}.");
        if (Math.Min(Math.Min(PadTop, PadBottom), Math.Min(PadLeft, PadRight)) < 0)
            throw new ArgumentException($"Padding of a convolution is not negative; received top {PadTop}, bottom {PadBottom}, left {PadLeft}, right {PadRight}.");
        if (Groups < 1 || InChannels % Groups != 0 || OutChannels % Groups != 0)
            throw new ArgumentException($"The channels of a convolution must divide by its groups; received {InChannels} in, {OutChannels} out, {Groups} groups.");
        if (OutHeight < 1 || OutWidth < 1)
            throw new ArgumentException($"The kernel of a convolution must fit into the padded image; received kernel {KernelHeight}x{KernelWidth} (dilation {DilationHeight}x{DilationWidth}) on an image of {InHeight + PadTop + PadBottom}x{InWidth + PadLeft + PadRight} with padding.");
    }

    private static int Output(int padded, int kernel, int stride, int dilation)
    {
        int span = padded - (dilation * (kernel - 1)) - 1;
        return span < 0 ? 0 : (span / stride) + 1;
    }
}
