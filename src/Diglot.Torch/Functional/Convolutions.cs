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

    /// <summary>Three-dimensional convolution.</summary>
    /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
    /// <param name="weight">(O, C / groups, kD, kH, kW).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    /// <param name="padding">Zeros around the volume, <c>valid</c> or <c>same</c>.</param>
    /// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1)
    {
        var (steps, spread) = ((stride ?? 1).Expand(3, nameof(stride)), (dilation ?? 1).Expand(3, nameof(dilation)));
        var sides = padding.Resolve(weight.Shape.ToArray()[2..], steps, spread);
        var plane = Plane(steps, spread, groups) with { PadTop = sides[1].Before, PadBottom = sides[1].After, PadLeft = sides[2].Before, PadRight = sides[2].After };
        return Batched(input, 3, "conv3d", batch => VolumeConvolution.Conv3d(batch, weight, bias, new(steps[0], spread[0], sides[0].Before, sides[0].After), plane));
    }

    /// <summary>One-dimensional transposed convolution.</summary>
    /// <param name="input">(N, C, T) or (C, T).</param>
    /// <param name="weight">(C, O / groups, k).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">How far the spreads of neighbours lie apart; 1 by default.</param>
    /// <param name="padding">Elements cut off each side of the result; 0 by default.</param>
    /// <param name="output_padding">Elements more at the end of the result; below stride or dilation.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="dilation">Distance between the elements that the kernel meets; 1 by default.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or output_padding is as large as stride and dilation.</exception>
    public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, IntOrTuple? dilation = null)
        => Transposed(1, input, weight, bias, stride ?? 1, padding ?? 0, output_padding ?? 0, groups, dilation ?? 1);

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
        => Transposed(2, input, weight, bias, stride ?? 1, padding ?? 0, output_padding ?? 0, groups, dilation ?? 1);

    /// <summary>Three-dimensional transposed convolution.</summary>
    /// <param name="input">(N, C, D, H, W) or (C, D, H, W).</param>
    /// <param name="weight">(C, O / groups, kD, kH, kW).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="stride">How far the spreads of neighbours lie apart; 1 by default.</param>
    /// <param name="padding">Elements cut off each side of the result; 0 by default.</param>
    /// <param name="output_padding">Elements more at the end of the result; below stride or dilation.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="dilation">Distance between the elements that the kernel meets; 1 by default.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or output_padding is as large as stride and dilation.</exception>
    public static Tensor conv_transpose3d(Tensor input, Tensor weight, Tensor? bias = null, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, IntOrTuple? dilation = null)
        => Transposed(3, input, weight, bias, stride ?? 1, padding ?? 0, output_padding ?? 0, groups, dilation ?? 1);

    internal static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias, int[] stride, (int Before, int After)[] padding, int[] dilation, int groups)
    {
        var plane = Plane(stride, dilation, groups) with { PadTop = padding[0].Before, PadBottom = padding[0].After, PadLeft = padding[1].Before, PadRight = padding[1].After };
        return Batched(input, 2, "conv2d", batch => ConvolutionFunctions.Conv2d(batch, weight, bias, plane));
    }

    private static Tensor Transposed(int axes, Tensor input, Tensor weight, Tensor? bias, IntOrTuple stride, IntOrTuple padding, IntOrTuple output_padding, int groups, IntOrTuple dilation)
    {
        var (steps, cut) = (stride.Expand(axes, nameof(stride)), padding.Expand(axes, nameof(padding)));
        var (more, spread) = (output_padding.Expand(axes, nameof(output_padding)), dilation.Expand(axes, nameof(dilation)));
        for (var i = 0; i < axes; i++)
        {
            if (more[i] < 0 || more[i] >= Math.Max(steps[i], spread[i]))
            {
                throw new ArgumentException($"output padding must be smaller than either stride or dilation, but got output_padding: {more[i]}, stride: {steps[i]}, dilation: {spread[i]}", nameof(output_padding));
            }
        }

        var plane = Plane(steps, spread, groups) with { PadTop = axes == 1 ? 0 : cut[^2], PadLeft = cut[^1] };
        var result = Batched(input, axes, $"conv_transpose{axes}d", batch =>
        {
            int[] size = [.. Enumerable.Range(0, axes).Select(axis => ((batch.Shape[axis + 2] - 1) * steps[axis]) - (2 * cut[axis]) + (spread[axis] * (weight.Shape[axis + 2] - 1)) + 1 + more[axis])];
            return size switch
            {
                [var length] => TransposedConvolution.Conv2d(batch.ExpandDims(2), weight.ExpandDims(2), 1, length, plane).Squeeze(2),
                [var height, var width] => TransposedConvolution.Conv2d(batch, weight, height, width, plane),
                _ => VolumeConvolution.Transposed3d(batch, weight, (size[0], size[1], size[2]), new(steps[0], spread[0], cut[0]), plane),
            };
        });
        return bias is null ? result : result + bias.Reshape([-1, .. Enumerable.Repeat(1, axes)]);
    }

    /// <summary>The steps along the last two axes; sequences are images of height 1.</summary>
    private static ConvolutionOptions Plane(int[] stride, int[] dilation, int groups) => new()
    {
        StrideHeight = stride.Length == 1 ? 1 : stride[^2], StrideWidth = stride[^1], DilationHeight = dilation.Length == 1 ? 1 : dilation[^2], DilationWidth = dilation[^1], Groups = groups,
    };

    private static Tensor Batched(Tensor input, int axes, string name, Func<Tensor, Tensor> function)
        => input.Rank == axes + 2 ? function(input)
            : input.Rank == axes + 1 ? function(input.ExpandDims(0)).Squeeze(0)
            : throw new ArgumentException($"Expected {axes + 1}D (unbatched) or {axes + 2}D (batched) input to {name}, but got input of size: {new Size(input.Shape)}", nameof(input));
}
