using System.Collections.Concurrent;
using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>
/// Transposed convolution: the linear map whose matrix is the transpose of a convolution's. Each input element spreads the kernel, times itself,
/// over the result; where they overlap they add up.
/// </summary>
/// <remarks>
/// Along an axis of length L the whole spread is (L − 1) · stride + dilation · (kernel − 1) + 1 long; <c>PadTop</c> and <c>PadLeft</c> cut elements off its beginning, and the
/// length of the result says where it ends (what lies beyond the spread is 0). So forward is the convolution's gradient kernel, and backward its forward kernel.
/// Sources: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning (2016); docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html.
/// </remarks>
public static class TransposedConvolution
{
    private static readonly ConcurrentDictionary<(ConvolutionStep, ImageOrder, WeightOrder), ImageChain> Chains = new();

    /// <summary>Two-dimensional transposed convolution.</summary>
    /// <param name="x">(N, I, H, W) or (N, H, W, I) by the options' image order.</param>
    /// <param name="weight">(I, O / groups, kH, kW) or (kH, kW, O / groups, I) by the options' weight order: that of the convolution from the result to the input.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="options">Strides, dilation, groups, orders, and what is cut off at the top and left; the other sides follow from the size.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    public static Tensor Conv2d(Tensor x, Tensor weight, int height, int width, ConvolutionOptions options)
    {
        bool first = options.ImageOrder == ImageOrder.ChannelsFirst, outFirst = options.WeightOrder == WeightOrder.OutFirst;
        if (x.Rank != 4 || weight.Rank != 4)
        {
            throw new ArgumentException($"A two-dimensional transposed convolution takes images and weights of four axes; received {x.Type}{x.Shape} and {weight.Type}{weight.Shape}.");
        }

        int channels = weight.Shape[outFirst ? 0 : 3], outChannels = weight.Shape[outFirst ? 1 : 2] * options.Groups;
        if (x.Shape[first ? 1 : 3] != channels)
        {
            throw new ArgumentException($"Weights of shape {weight.Shape} expect images of {channels} channels on axis {(first ? 1 : 3)}; received {x.Type}{x.Shape}.");
        }

        int kernelHeight = weight.Shape[outFirst ? 2 : 0], kernelWidth = weight.Shape[outFirst ? 3 : 1];
        var rows = Inside(x.Shape[first ? 2 : 1], kernelHeight, options.StrideHeight, options.DilationHeight, options.PadTop, height);
        var columns = Inside(x.Shape[first ? 3 : 2], kernelWidth, options.StrideWidth, options.DilationWidth, options.PadLeft, width);
        var step = new ConvolutionStep(channels, kernelHeight, kernelWidth)
        {
            StrideHeight = options.StrideHeight, StrideWidth = options.StrideWidth, DilationHeight = options.DilationHeight, DilationWidth = options.DilationWidth,
            PadTop = options.PadTop, PadBottom = rows.After, PadLeft = options.PadLeft, PadRight = columns.After, Groups = options.Groups,
        };
        var chain = Chains.GetOrAdd((step, options.ImageOrder, options.WeightOrder), static key => new ImageChain([key.Item1], key.Item2, key.Item3));
        var shape = first ? new Shape(x.Shape[0], outChannels, rows.Length, columns.Length) : new Shape(x.Shape[0], rows.Length, columns.Length, outChannels);
        var y = TransposedChainNode.Run(chain, x, weight, shape);
        if (rows.Length == height && columns.Length == width)
        {
            return y;
        }

        (int, int) below = (0, height - rows.Length), right = (0, width - columns.Length);
        return y.Pad(first ? [(0, 0), (0, 0), below, right] : [(0, 0), below, right, (0, 0)], 0);
    }

    /// <summary>How much of a result axis the spread covers, and how much of the spread is cut off behind it.</summary>
    private static (int Length, int After) Inside(int length, int kernel, int stride, int dilation, int before, int wanted)
    {
        int whole = ((length - 1) * stride) + (dilation * (kernel - 1)) + 1, inside = Math.Min(wanted, whole - before);
        return inside > 0 ? (inside, whole - before - inside) : throw new ArgumentException(
            $"The result of a transposed convolution must be at least 1 long; an input of {length}, kernel {kernel}, stride {stride}, dilation {dilation} and padding {before} give {wanted}.");
    }
}
