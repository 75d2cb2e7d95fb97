using Diglot.Autograd.Functional;
using Diglot.Autograd.Functional.Convolution;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Torch.Functional;

/// <summary>Pooling functions of <c>torch.nn.functional</c>.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#pooling-functions.</remarks>
[Face("F")]
public static class Poolings
{
    /// <summary>The largest element of each window of images (N, C, H, W) or (C, H, W).</summary>
    public static Tensor max_pool2d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => FunctionTrace.Seen(Pool(input, 2, Step(PoolingKind.Max, 2, kernel_size, stride, padding, dilation, ceil_mode, true, null)), "MaxPool2d", input, kernel_size, stride, padding, dilation, ceil_mode, true, null);

    /// <summary>The mean of each window of images.</summary>
    public static Tensor avg_pool2d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, bool ceil_mode = false, bool count_include_pad = true, int? divisor_override = null)
        => FunctionTrace.Seen(Pool(input, 2, Step(PoolingKind.Average, 2, kernel_size, stride, padding, null, ceil_mode, count_include_pad, divisor_override)), "AvgPool2d", input, kernel_size, stride, padding, null, ceil_mode, count_include_pad, divisor_override);

    /// <summary>The largest element of each window of sequences (N, C, T) or (C, T).</summary>
    public static Tensor max_pool1d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => FunctionTrace.Seen(Pool(input, 1, Step(PoolingKind.Max, 1, kernel_size, stride, padding, dilation, ceil_mode, true, null)), "MaxPool1d", input, kernel_size, stride, padding, dilation, ceil_mode, true, null);

    /// <summary>The mean of each window of sequences.</summary>
    public static Tensor avg_pool1d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, bool ceil_mode = false, bool count_include_pad = true)
        => FunctionTrace.Seen(Pool(input, 1, Step(PoolingKind.Average, 1, kernel_size, stride, padding, null, ceil_mode, count_include_pad, null)), "AvgPool1d", input, kernel_size, stride, padding, null, ceil_mode, count_include_pad, null);

    /// <summary>The mean of each window of volumes (N, C, D, H, W) or (C, D, H, W).</summary>
    public static Tensor avg_pool3d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, bool ceil_mode = false, bool count_include_pad = true, int? divisor_override = null)
    {
        var (window, sides) = (kernel_size.Expand(3, nameof(kernel_size)), (padding ?? 0).Expand(3, nameof(padding)));
        var steps = stride?.Expand(3, nameof(stride)) ?? window;
        Arguments.Poolable(input, 3);
        var (sum, divisor) = (input, Tensor.Full(Shape.Scalar, divisor_override ?? 1, input.Type));
        for (var i = 0; i < 3; i++)
        {
            var axis = input.Rank - 3 + i;
            var (sums, counts) = AxisSums.Of(sum, axis, window[i], steps[i], sides[i], ceil_mode, count_include_pad);
            sum = sums;
            divisor = divisor_override is null ? divisor * Tensor.From(counts).To(input.Type).Reshape([-1, .. Enumerable.Repeat(1, 2 - i)]) : divisor;
        }

        return FunctionTrace.Seen(sum / divisor, "AvgPool3d", input, kernel_size, stride, padding, null, ceil_mode, count_include_pad, divisor_override);
    }

    /// <summary>(Σ |x|ᵖ)^(1/p) over each window of sequences; where the sum of xᵖ is negative, 0.</summary>
    public static Tensor lp_pool1d(Tensor input, double norm_type, int kernel_size, int? stride = null, bool ceil_mode = false)
        => Root(avg_pool1d(input.Power(norm_type), kernel_size, stride, 0, ceil_mode), norm_type, kernel_size);

    /// <summary>As <see cref="lp_pool1d"/>, for images.</summary>
    public static Tensor lp_pool2d(Tensor input, double norm_type, IntOrTuple kernel_size, IntOrTuple? stride = null, bool ceil_mode = false)
        => Root(avg_pool2d(input.Power(norm_type), kernel_size, stride, 0, ceil_mode), norm_type, kernel_size.Expand(2, nameof(kernel_size)));

    /// <summary>As <see cref="lp_pool1d"/>, for volumes.</summary>
    public static Tensor lp_pool3d(Tensor input, double norm_type, IntOrTuple kernel_size, IntOrTuple? stride = null, bool ceil_mode = false)
        => Root(avg_pool3d(input.Power(norm_type), kernel_size, stride, 0, ceil_mode), norm_type, kernel_size.Expand(3, nameof(kernel_size)));

    /// <summary>The mean over windows that divide each axis into as many parts as asked for; an open length keeps the axis.</summary>
    public static Tensor adaptive_avg_pool2d(Tensor input, IntOrTuple output_size)
    {
        var sizes = output_size.ExpandOpen(2, nameof(output_size));
        var result = AdaptiveAxis(AdaptiveAxis(input, -2, sizes[0]), -1, sizes[1]);
        return FunctionTrace.Observer is { } observer ? observer("AdaptiveAvgPool2d", input, result, [("output_size", output_size)]) : result;
    }

    /// <summary>As <see cref="adaptive_avg_pool2d"/>, for sequences.</summary>
    public static Tensor adaptive_avg_pool1d(Tensor input, IntOrTuple output_size) => AdaptiveAxis(input, -1, output_size.ExpandOpen(1, nameof(output_size))[0]);

    /// <summary>As <see cref="adaptive_avg_pool2d"/>, for volumes.</summary>
    public static Tensor adaptive_avg_pool3d(Tensor input, IntOrTuple output_size)
    {
        var sizes = output_size.ExpandOpen(3, nameof(output_size));
        return AdaptiveAxis(AdaptiveAxis(AdaptiveAxis(input, -3, sizes[0]), -2, sizes[1]), -1, sizes[2]);
    }

    internal static Tensor AdaptiveAxis(Tensor x, int axis, int? size)
        => size is { } parts ? AdaptivePooling.Mean(x, axis, Arguments.Positive(parts, "output_size")) : x;

    private static Tensor Root(Tensor mean, double norm, params int[] window)
        => (mean.Sign() * mean.Abs().Relu() * (double)window.Aggregate(1, static (a, b) => a * b)).Power(1 / norm);

    private static PoolingStep Step(PoolingKind kind, int axes, IntOrTuple kernel, IntOrTuple? stride, IntOrTuple? padding, IntOrTuple? dilation, bool ceil, bool includePad, int? divisor)
    {
        var window = kernel.Expand(axes, "kernel_size");
        var steps = stride?.Expand(axes, "stride") ?? window;
        var sides = (padding ?? 0).Expand(axes, "padding");
        var spread = (dilation ?? 1).Expand(axes, "dilation");
        var tall = axes == 2;
        for (var i = 0; i < axes; i++)
        {
            if (sides[i] > window[i] / 2 || sides[i] < 0)
            {
                throw new ArgumentException($"pad should be at most half of effective kernel size, but got pad={sides[i]}, kernel_size={window[i]} and dilation={spread[i]}", "padding");
            }
        }

        return new(kind, tall ? window[0] : 1, window[^1])
        {
            StrideHeight = tall ? steps[0] : 1,
            StrideWidth = steps[^1],
            DilationHeight = tall ? spread[0] : 1,
            DilationWidth = spread[^1],
            PadTop = tall ? sides[0] : 0,
            PadBottom = tall ? sides[0] : 0,
            PadLeft = sides[^1],
            PadRight = sides[^1],
            CeilMode = ceil,
            CountIncludePad = includePad,
            Divisor = divisor ?? 0,
        };
    }

    private static Tensor Pool(Tensor input, int axes, PoolingStep step)
    {
        Arguments.Poolable(input, axes);
        var batched = input.Rank == axes + 2 ? input : input.ExpandDims(0);
        var result = axes == 2 ? PoolingFunctions.Pool2d(batched, step) : PoolingFunctions.Pool1d(batched, step);
        return input.Rank == axes + 2 ? result : result.Squeeze(0);
    }
}
