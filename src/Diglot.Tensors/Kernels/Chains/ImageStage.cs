using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>
/// Convolution, activation and pooling (each may be absent) that run row by row in one loop, so that a row is activated and pooled
/// while it is still in the first-level cache. Offsets are in elements within a block of saved values.
/// </summary>
internal sealed class ImageStage<T> where T : unmanaged
{
    public LaneConvolution<T>? Convolution { get; set; }
    public ActivationKind Activation { get; set; }
    public LanePooling<T>? Pooling { get; set; }

    /// <summary>Index of the weights among the chain's parameters; the bias follows.</summary>
    public int Parameter { get; set; } = -1;

    public required LaneImage Input { get; init; }

    /// <summary>What the convolution and activation give.</summary>
    public LaneImage Activated { get; set; } = null!;

    public LaneImage Output { get; set; } = null!;

    public nint InputOffset { get; set; }
    public nint ActivatedOffset { get; set; }
    public nint OutputOffset { get; set; }

    public nint ForwardPacked { get; set; }
    public nint GradientPacked { get; set; }

    /// <summary>Offset of the per-lane sums of the weight gradient within those of a group; the bias's follow.</summary>
    public nint Sums { get; set; }

    /// <summary>Whether the image before pooling is the input itself.</summary>
    public bool PoolsInput => Convolution is null && Activation == ActivationKind.Linear && Pooling is not null;

    public int ActivatedRows => Activated.Height;
}
