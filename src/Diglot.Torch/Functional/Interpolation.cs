namespace Diglot.Torch.Functional;

/// <summary>Resizing functions of <c>torch.nn.functional</c>.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html. Each axis is resized by itself: an output element is a weighted sum of 1, 2 or 4 input elements.</remarks>
[Face("F")]
public static class Interpolation
{
    /// <summary>The cubic kernel's parameter in PyTorch; Keras and Pillow have −0.5.</summary>
    private const double CubicParameter = -0.75;

    /// <summary>Makes the axes after the second longer or shorter.</summary>
    /// <param name="input">(N, C, T), (N, C, H, W) or (N, C, D, H, W).</param>
    /// <param name="size">Lengths of the output; or give scale_factor.</param>
    /// <param name="scale_factor">Factors; the output's length is rounded down.</param>
    /// <param name="mode"><c>nearest</c>, <c>nearest-exact</c>, <c>linear</c> (N, C, T), <c>bilinear</c> and <c>bicubic</c> (N, C, H, W), <c>trilinear</c> (N, C, D, H, W) or <c>area</c>.</param>
    /// <param name="align_corners">Whether corner elements keep their place; for the linear and cubic modes.</param>
    /// <param name="recompute_scale_factor">Whether positions follow from the rounded lengths instead of from scale_factor.</param>
    /// <exception cref="ArgumentException">Both or none of size and scale_factor, an unknown mode, or one for other inputs.</exception>
    public static Tensor interpolate(Tensor input, IntOrTuple? size = null, NumberOrTuple? scale_factor = null, string mode = "nearest", bool? align_corners = null, bool? recompute_scale_factor = null)
    {
        var axes = input.Rank - 2;
        Arguments.OneOf(mode, nameof(mode), "nearest", "nearest-exact", "linear", "bilinear", "bicubic", "trilinear", "area");
        var wanted = mode switch { "linear" => 1, "bilinear" or "bicubic" => 2, "trilinear" => 3, _ => axes };
        if (axes is < 1 or > 3 || wanted != axes)
        {
            throw new ArgumentException($"Got {input.Rank}D input, but {mode} mode needs {(mode is "nearest" or "nearest-exact" or "area" ? "3D to 5D" : $"{wanted + 2}D")} input", nameof(input));
        }

        if (size is null == scale_factor is null)
        {
            throw new ArgumentException(size is null ? "either size or scale_factor should be defined" : "only one of size or scale_factor should be defined", nameof(size));
        }

        if (align_corners is not null && mode is "nearest" or "nearest-exact" or "area" && align_corners is true)
        {
            throw new ArgumentException("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear", nameof(align_corners));
        }

        var factors = scale_factor?.Expand(axes, nameof(scale_factor));
        var lengths = size?.Expand(axes, nameof(size)) ?? [.. factors!.Select((factor, i) => (int)Math.Floor(input.Shape[i + 2] * factor))];
        for (var i = 0; i < axes; i++)
        {
            Arguments.Positive(lengths[i], nameof(size));
            var scale = factors is null || recompute_scale_factor is true ? (float)input.Shape[i + 2] / lengths[i] : (float)(1 / factors[i]);
            input = mode == "area" ? Poolings.AdaptiveAxis(input, i + 2, lengths[i]) : Axis(input, i + 2, lengths[i], scale, mode, align_corners ?? false);
        }

        return input;
    }

    private static Tensor Axis(Tensor x, int axis, int length, float scale, string mode, bool alignCorners)
    {
        var taps = mode is "nearest" or "nearest-exact" ? 1 : mode == "bicubic" ? 4 : 2;
        var (positions, weights) = (new long[taps][], new double[taps][]);
        for (var tap = 0; tap < taps; tap++)
        {
            (positions[tap], weights[tap]) = (new long[length], new double[length]);
        }

        var last = x.Shape[axis] - 1;
        var cornered = length > 1 ? (float)last / (length - 1) : 0;
        for (var i = 0; i < length; i++)
        {
            switch (taps)
            {
                case 1:
                    positions[0][i] = Math.Min((long)Math.Floor((mode == "nearest" ? i : i + 0.5f) * scale), last);
                    weights[0][i] = 1;
                    break;
                case 2:
                    var at = alignCorners ? i * cornered : Math.Max(((i + 0.5f) * scale) - 0.5f, 0);
                    var low = Math.Min((long)at, last);
                    (positions[0][i], positions[1][i]) = (low, Math.Min(low + 1, last));
                    (weights[0][i], weights[1][i]) = (1 - (at - low), at - low);
                    break;
                default:
                    var place = alignCorners ? i * cornered : ((i + 0.5f) * scale) - 0.5f;
                    var first = (long)Math.Floor(place);
                    for (var tap = 0; tap < 4; tap++)
                    {
                        positions[tap][i] = Math.Clamp(first + tap - 1, 0, last);
                        weights[tap][i] = Cubic(Math.Abs(place - (first + tap - 1)));
                    }

                    break;
            }
        }

        int[] along = [.. Enumerable.Range(0, x.Rank).Select(i => i == axis ? length : 1)];
        Tensor? sum = null;
        for (var tap = 0; tap < taps; tap++)
        {
            var taken = x.Take(Tensor.From(positions[tap], [length]), axis);
            var term = taps == 1 ? taken : taken * Tensor.From(weights[tap], along).To(x.Type);
            sum = sum is null ? term : sum + term;
        }

        return sum!;
    }

    /// <summary>Keys's cubic convolution kernel at a distance of 0 to 2.</summary>
    private static double Cubic(double distance) => distance <= 1
        ? ((((CubicParameter + 2) * distance) - (CubicParameter + 3)) * distance * distance) + 1
        : ((((CubicParameter * distance) - (5 * CubicParameter)) * distance) + (8 * CubicParameter)) * distance - (4 * CubicParameter);
}
