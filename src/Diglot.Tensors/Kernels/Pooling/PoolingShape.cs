namespace Diglot.Tensors.Kernels.Pooling;

/// <summary>
/// The sizes of a two-dimensional pooling: element (i, j) of the result sees rows i·stride − top … + kernel of each channel alone.
/// Elements outside the image never win a maximum and add nothing to a mean.
/// </summary>
public sealed record PoolingShape(PoolingKind Kind, int Channels, int InHeight, int InWidth, int KernelHeight, int KernelWidth)
{
    /// <summary>Rows from one window to the next; the kernel's height unless set.</summary>
    public int StrideHeight { get; init; } = KernelHeight;

    /// <summary>Columns from one window to the next; the kernel's width unless set.</summary>
    public int StrideWidth { get; init; } = KernelWidth;
    public int DilationHeight { get; init; } = 1;
    public int DilationWidth { get; init; } = 1;
    public int PadTop { get; init; }
    public int PadBottom { get; init; }
    public int PadLeft { get; init; }
    public int PadRight { get; init; }

    /// <summary>Whether a last window that reaches over the padded image counts (PyTorch's ceil_mode); it must begin inside the image or its left padding.</summary>
    public bool CeilMode { get; init; }

    /// <summary>Whether a mean divides by the padding's elements too (PyTorch's default; Keras's "same" never does).</summary>
    public bool CountIncludePad { get; init; } = true;

    /// <summary>When not 0, what means divide by (PyTorch's divisor_override).</summary>
    public int Divisor { get; init; }

    public int OutHeight => Output(InHeight, PadTop, PadBottom, KernelHeight, StrideHeight, DilationHeight);

    public int OutWidth => Output(InWidth, PadLeft, PadRight, KernelWidth, StrideWidth, DilationWidth);

    /// <summary>Whether windows neither overlap nor leave the image, so that each input element belongs to at most one.</summary>
    public bool IsTiling => StrideHeight == KernelHeight && StrideWidth == KernelWidth && DilationHeight == 1 && DilationWidth == 1
        && PadTop == 0 && PadLeft == 0 && OutHeight * KernelHeight <= InHeight && OutWidth * KernelWidth <= InWidth;

    /// <summary>Throws when the sizes do not make a pooling.</summary>
    /// <exception cref="ArgumentException">A size is not positive, padding exceeds half the kernel, or no window fits.</exception>
    public void Validate()
    {
        if (Math.Min(Math.Min(KernelHeight, KernelWidth), Math.Min(StrideHeight, StrideWidth)) < 1 || Math.Min(DilationHeight, DilationWidth) < 1)
            throw new ArgumentException($"Window, strides and dilations of a pooling are at least 1; received window {KernelHeight}x{KernelWidth}, strides {StrideHeight}x{StrideWidth}, dilations {DilationHeight}x{DilationWidth}.");
        if (Math.Min(Math.Min(PadTop, PadBottom), Math.Min(PadLeft, PadRight)) < 0)
            throw new ArgumentException($"Padding of a pooling is not negative; received top {PadTop}, bottom {PadBottom}, left {PadLeft}, right {PadRight}.");
        if (OutHeight < 1 || OutWidth < 1)
            throw new ArgumentException($"The window of a pooling must fit into the padded image; received window {KernelHeight}x{KernelWidth} on an image of {InHeight}x{InWidth} with padding {PadTop}, {PadBottom}, {PadLeft}, {PadRight}.");
    }

    /// <summary>The part of output position <paramref name="index"/>'s window that lies in the image (first tap, tap after the last), and its length within the padded image.</summary>
    internal static (int First, int End, int Padded) Window(int index, int stride, int kernel, int dilation, int before, int size, int after)
    {
        int start = (index * stride) - before;
        int first = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
        int end = size - start <= 0 ? 0 : Math.Min(kernel, ((size - start - 1) / dilation) + 1);
        int padded = size + after - start <= 0 ? 0 : Math.Min(kernel, ((size + after - start - 1) / dilation) + 1);
        return (Math.Min(first, end), end, padded);
    }

    private int Output(int size, int before, int after, int kernel, int stride, int dilation)
    {
        int span = size + before + after - (dilation * (kernel - 1)) - 1;
        if (span < 0) { return 0; }
        int count = ((CeilMode ? span + stride - 1 : span) / stride) + 1;
        return CeilMode && (count - 1) * stride >= size + before ? count - 1 : count;
    }
}
