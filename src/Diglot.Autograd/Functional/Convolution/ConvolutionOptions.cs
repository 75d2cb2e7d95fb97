using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>How a two-dimensional convolution steps over the image, and how images and weights lie.</summary>
public sealed record ConvolutionOptions
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
    public ImageOrder ImageOrder { get; init; } = ImageOrder.ChannelsFirst;
    public WeightOrder WeightOrder { get; init; } = WeightOrder.OutFirst;
}
