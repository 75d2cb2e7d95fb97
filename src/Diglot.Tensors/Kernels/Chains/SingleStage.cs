using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>An <see cref="ImageStage{T}"/> as <see cref="SingleImageChain{T}"/> runs it. Offsets and strides are in elements.</summary>
internal sealed class SingleStage<T> where T : unmanaged
{
    public required ImageStage<T> Stage { get; init; }
    public required ChannelConvolution<T>? Convolution { get; init; }
    public required LanePooling<T>? Pooling { get; init; }

    /// <summary>Elements from pixel to pixel, of the input and of everything after the convolution.</summary>
    public required int InputPixel { get; init; }
    public required int OutputPixel { get; init; }
    public nint InputRow => (nint)(Stage.Input.HaloLeft + Stage.Input.Width + Stage.Input.HaloRight) * InputPixel;

    public nint Packed { get; set; }
    public nint Input { get; set; }

    /// <summary>Rows before pooling, kept as long as pooling needs them.</summary>
    public nint Ring { get; set; }
    public nint RingRow { get; set; }
    public int RingRows => Pooling?.RowsKept ?? 1;
}
