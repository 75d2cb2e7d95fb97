using Diglot.Autograd.Functional.Convolution;

namespace Diglot.Torch.Functional;

/// <summary>Convolutions of <c>torch.nn.functional</c> (cross-correlations).</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#convolution-functions.</remarks>
[Face("F")]
public static class Convolutions
{
    /// <summary>Two-dimensional convolution.</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="weight">(O, C / groups, kH, kW).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    /// <param name="padding">Zeros around the image, <c>valid</c> or <c>same</c>.</param>
    /// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1)
    {
        var (steps, spread) = ((stride ?? 1).Expand(2, nameof(stride)), (dilation ?? 1).Expand(2, nameof(dilation)));
        return conv2d(input, weight, bias, steps, padding.Resolve([weight.Shape[2], weight.Shape[3]], steps, spread), spread, groups);
    }

    /// <summary>One-dimensional convolution.</summary>
    /// <param name="input">(N, C, T) or (C, T).</param>
    /// <param name="weight">(O, C / groups, k).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    /// <param name="padding">Zeros around the sequence, <c>valid</c> or <c>same</c>.</param>
    /// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1)
    {
        var (steps, spread) = ((stride ?? 1).Expand(1, nameof(stride)), (dilation ?? 1).Expand(1, nameof(dilation)));
        var sides = padding.Resolve([weight.Shape[2]], steps, spread)[0];
        return conv2d(input.ExpandDims(-2), weight.ExpandDims(2), bias, [1, steps[0]], [(0, 0), sides], [1, spread[0]], groups).Squeeze(-2);
    }

    internal static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias, int[] stride, (int Before, int After)[] padding, int[] dilation, int groups)
    {
        if (input.Rank is not (3 or 4))
        {
            throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: {new Size(input.Shape)}", nameof(input));
        }

        var batched = input.Rank == 4 ? input : input.ExpandDims(0);
        var options = new ConvolutionOptions
        {
            StrideHeight = stride[0],
            StrideWidth = stride[1],
            DilationHeight = dilation[0],
            DilationWidth = dilation[1],
            PadTop = padding[0].Before,
            PadBottom = padding[0].After,
            PadLeft = padding[1].Before,
            PadRight = padding[1].After,
            Groups = groups,
        };
        var result = ConvolutionFunctions.Conv2d(batched, weight, bias, options);
        return input.Rank == 4 ? result : result.Squeeze(0);
    }
}
