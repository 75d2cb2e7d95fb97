using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>Average or maximum pooling; members as in <see cref="PoolingShape"/>.</summary>
public sealed record PoolingStep(PoolingKind Kind, int KernelHeight, int KernelWidth) : ChainStep
{
    public int StrideHeight { get; init; } = KernelHeight;
    public int StrideWidth { get; init; } = KernelWidth;
    public int DilationHeight { get; init; } = 1;
    public int DilationWidth { get; init; } = 1;
    public int PadTop { get; init; }
    public int PadBottom { get; init; }
    public int PadLeft { get; init; }
    public int PadRight { get; init; }
    public bool CeilMode { get; init; }
    public bool CountIncludePad { get; init; } = true;
    public int Divisor { get; init; }
}
