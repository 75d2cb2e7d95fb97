using Diglot.Autograd.Functional;
using Diglot.Autograd.Tape;

namespace Diglot.Torch.Functional;

/// <summary>Max pooling that also says where each maximum lies, as a row-major number within its channel; the first one where several are equal.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#pooling-functions.</remarks>
[Face("F")]
public static class PoolingIndices
{
    /// <summary>As <see cref="Poolings.max_pool1d"/>, with the places.</summary>
    public static (Tensor values, Tensor indices) max_pool1d_with_indices(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => Pool(input, Strided(input, 1, kernel_size, stride, padding, dilation, ceil_mode));

    /// <summary>As <see cref="Poolings.max_pool2d"/>, with the places.</summary>
    public static (Tensor values, Tensor indices) max_pool2d_with_indices(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => Pool(input, Strided(input, 2, kernel_size, stride, padding, dilation, ceil_mode));

    /// <summary>The largest element of each window of volumes (N, C, D, H, W) or (C, D, H, W), with the places.</summary>
    public static (Tensor values, Tensor indices) max_pool3d_with_indices(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => Pool(input, Strided(input, 3, kernel_size, stride, padding, dilation, ceil_mode));

    /// <summary>The largest element of each window of volumes (N, C, D, H, W) or (C, D, H, W).</summary>
    public static Tensor max_pool3d(Tensor input, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool ceil_mode = false)
        => FunctionTrace.Seen(max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode).values, "MaxPool3d", input, kernel_size, stride, padding, dilation, ceil_mode, true, null);

    /// <summary>The largest element of windows that divide each axis into as many parts as asked for, with the places.</summary>
    public static (Tensor values, Tensor indices) adaptive_max_pool1d_with_indices(Tensor input, IntOrTuple output_size) => Pool(input, Adaptive(input, 1, output_size));

    /// <summary>As <see cref="adaptive_max_pool1d_with_indices"/>, for images.</summary>
    public static (Tensor values, Tensor indices) adaptive_max_pool2d_with_indices(Tensor input, IntOrTuple output_size) => Pool(input, Adaptive(input, 2, output_size));

    /// <summary>As <see cref="adaptive_max_pool1d_with_indices"/>, for volumes.</summary>
    public static (Tensor values, Tensor indices) adaptive_max_pool3d_with_indices(Tensor input, IntOrTuple output_size) => Pool(input, Adaptive(input, 3, output_size));

    /// <summary>The largest element of windows that divide each axis into as many parts as asked for.</summary>
    public static Tensor adaptive_max_pool1d(Tensor input, IntOrTuple output_size) => adaptive_max_pool1d_with_indices(input, output_size).values;

    /// <summary>As <see cref="adaptive_max_pool1d"/>, for images.</summary>
    public static Tensor adaptive_max_pool2d(Tensor input, IntOrTuple output_size) => adaptive_max_pool2d_with_indices(input, output_size).values;

    /// <summary>As <see cref="adaptive_max_pool1d"/>, for volumes.</summary>
    public static Tensor adaptive_max_pool3d(Tensor input, IntOrTuple output_size) => adaptive_max_pool3d_with_indices(input, output_size).values;

    /// <summary>Which elements of each axis each window along it covers.</summary>
    private static int[][][] Strided(Tensor input, int axes, IntOrTuple kernel_size, IntOrTuple? stride, IntOrTuple? padding, IntOrTuple? dilation, bool ceil)
    {
        var kernel = kernel_size.Expand(axes, nameof(kernel_size));
        var (steps, sides, spread) = (stride?.Expand(axes, nameof(stride)) ?? kernel, (padding ?? 0).Expand(axes, nameof(padding)), (dilation ?? 1).Expand(axes, nameof(dilation)));
        Arguments.Poolable(input, axes);
        return [.. Enumerable.Range(0, axes).Select(i =>
        {
            var length = input.Shape[i - axes];
            var room = length + (2 * sides[i]) - (spread[i] * (kernel[i] - 1)) - 1;
            var count = ((room + (ceil ? steps[i] - 1 : 0)) / steps[i]) + 1;

            // A last window that would begin in the padding behind the input is left out.
            count -= ceil && (count - 1) * steps[i] >= length + sides[i] ? 1 : 0;
            return room >= 0 && sides[i] <= kernel[i] / 2
                ? Enumerable.Range(0, count).Select(window => Enumerable.Range(0, kernel[i]).Select(k => (window * steps[i]) - sides[i] + (k * spread[i])).Where(at => at >= 0 && at < length).ToArray()).ToArray()
                : throw new ArgumentException($"A window of {kernel[i]} with padding {sides[i]} (at most half of it) does not fit an axis of length {length}.", nameof(kernel_size));
        })];
    }

    private static int[][][] Adaptive(Tensor input, int axes, IntOrTuple output_size)
    {
        Arguments.Poolable(input, axes);
        var sizes = output_size.ExpandOpen(axes, nameof(output_size));
        return [.. Enumerable.Range(0, axes).Select(i =>
        {
            var length = input.Shape[i - axes];
            var parts = Arguments.Positive(sizes[i] ?? length, nameof(output_size));
            return AdaptivePooling.Windows(length, parts).Select(static window => Enumerable.Range(window.Start, window.Length).ToArray()).ToArray();
        })];
    }

    private static (Tensor Values, Tensor Indices) Pool(Tensor input, int[][][] windows)
    {
        var lead = input.Shape.ToArray()[..^windows.Length];
        var channels = lead.Aggregate(1, static (a, b) => a * b);
        var places = Places(input.Shape.ToArray()[^windows.Length..], windows, 0, [0]).ToArray();
        var flat = input.Reshape(channels, -1);
        double[] numbers;
        using (GradientMode.Disable())
        {
            numbers = flat.To(DType.Float64).ToArray<double>();
        }

        var (length, found) = (flat.Shape[1], new long[(long)channels * places.Length]);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var window = 0; window < places.Length; window++)
            {
                var best = places[window][0];
                foreach (var at in places[window])
                {
                    var value = numbers[((long)channel * length) + at];
                    best = value > numbers[((long)channel * length) + best] || (double.IsNaN(value) && !double.IsNaN(numbers[((long)channel * length) + best])) ? at : best;
                }

                found[((long)channel * places.Length) + window] = best;
            }
        }

        var indices = Tensor.From(found, [channels, places.Length]);
        int[] shape = [.. lead, .. windows.Select(static axis => axis.Length)];
        return (flat.Gather(1, indices).Reshape(shape), indices.Reshape(shape));
    }

    /// <summary>The row-major numbers of the elements of each window, windows row-major.</summary>
    private static IEnumerable<int[]> Places(int[] lengths, int[][][] windows, int axis, int[] before)
        => axis == windows.Length ? [before]
            : windows[axis].SelectMany(window => Places(lengths, windows, axis + 1, [.. before.SelectMany(start => window.Select(at => (start * lengths[axis]) + at))]));
}
