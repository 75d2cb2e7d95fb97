namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Poolings, means over positions, upsampling.</summary>
internal static class PoolingOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        .. Enumerable.Range(1, 3).SelectMany(static count => new (string, Func<ExportedCall, Value>)[]
        {
            ($"max_pool{count}d", Max(count)),
            ($"max_pool{count}d_with_indices", Max(count)),
            ($"avg_pool{count}d", Average(count)),
            ($"adaptive_avg_pool{count}d", Adaptive("AdaptiveAvgPool", count)),
            ($"_adaptive_avg_pool{count}d", Adaptive("AdaptiveAvgPool", count)),
            ($"adaptive_max_pool{count}d", Adaptive("AdaptiveMaxPool", count)),
            ($"upsample_nearest{count}d", Upsample("nearest", count)),
        }),
        ("upsample_bilinear2d", Upsample("bilinear", 2)),
        ("mean", static call => call.Argument("dtype") is null ? Reduce(call, PoolingReduction.Average, "mean") : throw call.Refuse("a mean in another type has no counterpart in Keras", "Leave dtype out.", "mean(dtype)")),
        ("amax", static call => Reduce(call, PoolingReduction.Max, "amax")),
    ];

    private static Func<ExportedCall, Value> Max(int count) => call =>
    {
        var size = call.Sizes("kernel_size", 1);
        return call.Layer(
            $"MaxPool{count}d",
            call.Input(),
            [("kernel_size", size), ("stride", call.Sizes("stride", 1, size)), ("padding", call.Sizes("padding", 0, 0)), ("dilation", call.Sizes("dilation", 1, 1)), ("ceil_mode", call.Flag("ceil_mode"))]);
    };

    private static Func<ExportedCall, Value> Average(int count) => call =>
    {
        var size = call.Sizes("kernel_size", 1);
        return call.Layer(
            $"AvgPool{count}d",
            call.Input(),
            [("kernel_size", size), ("stride", call.Sizes("stride", 1, size)), ("padding", call.Sizes("padding", 0, 0)), ("ceil_mode", call.Flag("ceil_mode")), ("count_include_pad", call.Flag("count_include_pad", true)), ("divisor_override", call.Argument("divisor_override"))]);
    };

    private static Func<ExportedCall, Value> Adaptive(string className, int count) => call => call.Layer($"{className}{count}d", call.Input(), [("output_size", call.Sizes("output_size", 1, 1))]);

    private static Func<ExportedCall, Value> Upsample(string mode, int count) => call =>
    {
        var name = call.Node.Arguments.ContainsKey("input") ? "input" : "self";
        foreach (var given in new[] { "output_size", "scale_factors", "scales", "scales_d", "scales_h", "scales_w" })
        {
            _ = call.Argument(given);
        }

        double[] factors = [.. call.Type(name).Shape.Zip(call.ResultType().Shape).Skip(2).Select((axis, i) => axis.First.Number is > 0 and var before && axis.Second.Number is { } after ? (double)after / before
            : call.Argument("scale_factors") is object?[] given && i < given.Length && given[i] is double factor ? factor : double.NaN)];
        return call.Layer("Upsample", call.Input(name), [("mode", mode), ("scale_factor", factors), ("align_corners", call.Flag("align_corners"))]);
    };

    // Means over all axes of positions: of (N, C, H, W), or of values whose channels lie last.
    private static Value Reduce(ExportedCall call, PoolingReduction reduction, string name)
    {
        var input = call.Input();
        var rank = input.Shape.Rank;
        int[] axes = [.. call.Ints("dim").Select(axis => axis < 0 ? axis + rank : axis).Order()];
        foreach (var channelAxis in new[] { 1, rank - 1 })
        {
            if (rank > 2 && axes.SequenceEqual(Enumerable.Range(1, rank - 1).Where(axis => axis != channelAxis)))
            {
                return call.Add(name, new GlobalPooling(channelAxis, reduction, call.Flag("keepdim")), input);
            }
        }

        throw call.Refuse($"forward takes a {name} over axes {string.Join(", ", axes)} of {input.Shape}", "Only those over all positions (H and W) are global poolings.", $"{name} over other axes");
    }
}
