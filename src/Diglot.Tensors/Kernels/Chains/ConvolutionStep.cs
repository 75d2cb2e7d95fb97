namespace Diglot.Tensors.Kernels.Chains;

/// <summary>A two-dimensional convolution. Takes two parameters of the chain: weights and bias (the bias may be absent).</summary>
public sealed record ConvolutionStep(int OutChannels, int KernelHeight, int KernelWidth) : ChainStep
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
}
