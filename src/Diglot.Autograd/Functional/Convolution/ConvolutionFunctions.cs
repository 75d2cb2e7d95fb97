using System.Collections.Concurrent;
using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>Convolutions (cross-correlations) as single differentiable operations.</summary>
/// <remarks>Sources: pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html, keras.io/api/ops/nn/#conv-function.</remarks>
public static class ConvolutionFunctions
{
    private static readonly ConcurrentDictionary<(ConvolutionStep, ImageOrder, WeightOrder), ImageChain> Chains = new();

    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="x">(N, C, H, W) or (N, H, W, C) by the options' image order.</param>
    /// <param name="weight">(O, C / groups, kH, kW) or (kH, kW, C / groups, O) by the options' weight order.</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="options">Strides, padding, dilation, groups and orders; null for the defaults.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    public static Tensor Conv2d(Tensor x, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        var o = options ?? new ConvolutionOptions();
        bool first = o.WeightOrder == WeightOrder.OutFirst;
        int channelAxis = o.ImageOrder == ImageOrder.ChannelsFirst ? 1 : 3;
        if (x.Rank != 4 || weight.Rank != 4)
        {
            throw new ArgumentException($"A two-dimensional convolution takes images and weights of four axes; received {x.Type}{x.Shape} and {weight.Type}{weight.Shape}.");
        }

        int perGroup = weight.Shape[first ? 1 : 2];
        if (x.Shape[channelAxis] != perGroup * o.Groups)
        {
            throw new ArgumentException(
                $"Weights of shape {weight.Shape} with {o.Groups} groups expect images of {perGroup * o.Groups} channels on axis {channelAxis}; received {x.Type}{x.Shape}.");
        }

        var step = new ConvolutionStep(weight.Shape[first ? 0 : 3], weight.Shape[first ? 2 : 0], weight.Shape[first ? 3 : 1])
        {
            StrideHeight = o.StrideHeight, StrideWidth = o.StrideWidth, DilationHeight = o.DilationHeight, DilationWidth = o.DilationWidth,
            PadTop = o.PadTop, PadBottom = o.PadBottom, PadLeft = o.PadLeft, PadRight = o.PadRight, Groups = o.Groups,
        };
        return Chains.GetOrAdd((step, o.ImageOrder, o.WeightOrder), static k => new ImageChain([k.Item1], k.Item2, k.Item3)).Run(x, weight, bias);
    }

    /// <summary>One-dimensional convolution: a two-dimensional one of height 1.</summary>
    /// <param name="x">(N, C, L) or (N, L, C).</param>
    /// <param name="weight">(O, C / groups, k) or (k, C / groups, O).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="options">The members about width and columns count; those about height keep their defaults.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    public static Tensor Conv1d(Tensor x, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
    {
        if (x.Rank != 3 || weight.Rank != 3)
        {
            throw new ArgumentException($"A one-dimensional convolution takes sequences and weights of three axes; received {x.Type}{x.Shape} and {weight.Type}{weight.Shape}.");
        }

        var o = options ?? new ConvolutionOptions();
        int axis = o.ImageOrder == ImageOrder.ChannelsFirst ? 2 : 1;
        return Conv2d(x.ExpandDims(axis), weight.ExpandDims(o.WeightOrder == WeightOrder.OutFirst ? 2 : 0), bias, o).Squeeze(axis);
    }
}
