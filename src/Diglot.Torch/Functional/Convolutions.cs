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

    /// <summary>Two-dimensional transposed convolution.</summary>
    /// <param name="input">(N, C, H, W) or (C, H, W).</param>
    /// <param name="weight">(C, O / groups, kH, kW).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">How far the spreads of neighbours lie apart; 1 by default.</param>
    /// <param name="padding">Elements cut off each side of the result; 0 by default.</param>
    /// <param name="output_padding">Elements more at the end of the result; below stride or dilation.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="dilation">Distance between the elements that the kernel meets; 1 by default.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or output_padding is as large as stride and dilation.</exception>
    public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, IntOrTuple? dilation = null)
    {
        var (steps, cut) = ((stride ?? 1).Expand(2, nameof(stride)), (padding ?? 0).Expand(2, nameof(padding)));
        var (more, spread) = ((output_padding ?? 0).Expand(2, nameof(output_padding)), (dilation ?? 1).Expand(2, nameof(dilation)));
        if (input.Rank is not (3 or 4))
        {
            throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input to conv_transpose2d, but got input of size: {new Size(input.Shape)}", nameof(input));
        }

        for (var i = 0; i < 2; i++)
        {
            if (more[i] < 0 || more[i] >= Math.Max(steps[i], spread[i]))
            {
                throw new ArgumentException($"output padding must be smaller than either stride or dilation, but got output_padding: {more[i]}, stride: {steps[i]}, dilation: {spread[i]}", nameof(output_padding));
            }
        }

        var batched = input.Rank == 4 ? input : input.ExpandDims(0);
        int Length(int axis) => ((batched.Shape[axis + 2] - 1) * steps[axis]) - (2 * cut[axis]) + (spread[axis] * (weight.Shape[axis + 2] - 1)) + 1 + more[axis];
        var result = TransposedConvolution.Conv2d(batched, weight, Length(0), Length(1), new()
        {
            StrideHeight = steps[0], StrideWidth = steps[1], DilationHeight = spread[0], DilationWidth = spread[1], PadTop = cut[0], PadLeft = cut[1], Groups = groups,
        });
        result = bias is null ? result : result + bias.Reshape(1, -1, 1, 1);
        return input.Rank == 4 ? result : result.Squeeze(0);
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
