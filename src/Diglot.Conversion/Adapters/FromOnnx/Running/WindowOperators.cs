using static Diglot.Conversion.Adapters.FromOnnx.Running.OnnxOperators;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>Convolutions, poolings and resizing. Axes of positions: one or two; one is run as two of which the first has length 1.</summary>
internal static class WindowOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        Of("Conv", static call => Planar(call, static (call, x) => Convolution(call, x))),
        Of("ConvTranspose", static call => Planar(call, static (call, x) => Transposed(call, x))),
        Of("MaxPool", static call => Planar(call, static (call, x) => MaxPool(call, x))),
        Of("AveragePool", static call => Planar(call, static (call, x) => AveragePool(call, x))),
        Of("GlobalAveragePool", static call => call.X.Mean(Positions(call.X), keepAxes: true)),
        Of("GlobalMaxPool", static call => call.X.Max(Positions(call.X), keepAxes: true)),
        Of("Resize", static call => Resize(call, call.Opset >= 11 ? 2 : 1)),
        Of("Upsample", static call => Resize(call, 1)),
    ];

    private static int[] Positions(Tensor x) => [.. Enumerable.Range(2, x.Rank - 2)];

    private static Tensor Planar(OnnxCall call, Func<OnnxCall, Tensor, Tensor> run) => call.X.Rank switch
    {
        3 => run(call, call.X.ExpandDims(2)).Squeeze(2),
        4 => run(call, call.X),
        _ => throw call.Refuse($"windows over {call.X.Rank - 2} axes cannot be run", "Only one and two axes of positions can.", $"ONNX {call.Node.Operator} over {call.X.Rank - 2} axes"),
    };

    private static Tensor Convolution(OnnxCall call, Tensor x)
    {
        var (weight, window) = (Plane(call.Input(1)), OnnxWindow.Of(call, Kernel(call.Input(1)), x));
        return F.conv2d(window.Padded(x, 0), weight, call.Optional(2), window.Strides, 0, window.Dilations, (int)call.Node.Integer("group", 1));
    }

    private static Tensor Transposed(OnnxCall call, Tensor x)
    {
        var weight = Plane(call.Input(1));
        var window = OnnxWindow.Of(call, Kernel(call.Input(1)), x);
        var whole = F.conv_transpose2d(x, weight, null, window.Strides, 0, 0, (int)call.Node.Integer("group", 1), window.Dilations);

        // Cut where pads say so; output_padding leaves room at the end, which may reach beyond what there is.
        var (cuts, extra) = (window.Sides, OnnxWindow.Plane(call.Node.Integers("output_padding"), x.Rank - 2, call.X.Rank - 2, 0));
        if (call.Node.Integers("output_shape") is { } wanted)
        {
            var (lengths, lower) = (OnnxWindow.Plane(wanted[^(call.X.Rank - 2)..], 2, call.X.Rank - 2, 1), call.Node.Text("auto_pad", "NOTSET") == "SAME_LOWER");
            cuts = [.. Enumerable.Range(0, 2).Select(i => whole.Shape[i + 2] + extra[i] - lengths[i]).Select(total => lower ? ((total + 1) / 2, total / 2) : (total / 2, (total + 1) / 2))];
        }

        int[] flat = [-cuts[1].Before, extra[1] - cuts[1].After, -cuts[0].Before, extra[0] - cuts[0].After];
        var result = F.pad(whole, flat);
        return call.Optional(2) is { } bias ? result + bias.Reshape(1, -1, 1, 1) : result;
    }

    private static Tensor MaxPool(OnnxCall call, Tensor x)
    {
        var window = OnnxWindow.Of(call, call.Node.Integers("kernel_shape") ?? [], x);
        return window.Symmetric is { } padding
            ? F.max_pool2d(x, window.Size, window.Strides, padding, window.Dilations, window.CeilMode)
            : F.max_pool2d(window.Padded(x, double.NegativeInfinity), window.Size, window.Strides, 0, window.Dilations, window.CeilMode);
    }

    private static Tensor AveragePool(OnnxCall call, Tensor x)
    {
        var window = OnnxWindow.Of(call, call.Node.Integers("kernel_shape") ?? [], x);
        var countsPadding = call.Node.Integer("count_include_pad", 0) == 1;
        if (window.Symmetric is { } padding)
        {
            return F.avg_pool2d(x, window.Size, window.Strides, padding, window.CeilMode, countsPadding);
        }

        Tensor Pool(Tensor of) => F.avg_pool2d(window.Padded(of, 0), window.Size, window.Strides, 0, window.CeilMode);
        return countsPadding ? Pool(x) : Pool(x) / Pool(Tensor.Ones(x.Shape, x.Type));
    }

    private static Tensor Resize(OnnxCall call, int scalesPlace)
    {
        var x = call.X;
        var mode = call.Node.Text("mode", "nearest");
        var corners = call.Node.Text("coordinate_transformation_mode", call.Opset >= 11 && call.Node.Operator == "Resize" ? "half_pixel" : "asymmetric");
        var isNearest = mode == "nearest";
        var isKnown = isNearest ? corners is "asymmetric" && (call.Node.Text("nearest_mode", "floor") == "floor" || call.Opset < 11) : corners is "half_pixel" or "pytorch_half_pixel" or "align_corners";
        if (!isKnown || x.Rank is < 3 or > 5)
        {
            throw call.Refuse($"mode '{mode}' with coordinates '{corners}' is none of PyTorch's", "Use nn.Upsample.", "Resize(mode)");
        }

        var name = isNearest ? "nearest" : (mode, x.Rank) switch { ("cubic", 4) => "bicubic", (_, 3) => "linear", (_, 4) => "bilinear", _ => "trilinear" };
        bool? align = isNearest ? null : corners == "align_corners";
        if (call.Numbers(3, "") is { Length: > 0 } sizes)
        {
            return F.interpolate(x, sizes[2..], mode: name, align_corners: align);
        }

        var scales = call.Optional(scalesPlace)?.Data.ToArray<double>() ?? call.Node.Setting<double[]>("scales") ?? [];
        return F.interpolate(x, scale_factor: scales[2..], mode: name, align_corners: align);
    }

    private static long[] Kernel(Tensor weight) => [.. weight.Shape.AsSpan().ToArray().Skip(2).Select(static length => (long)length)];

    private static Tensor Plane(Tensor weight) => weight.Rank == 3 ? weight.ExpandDims(2) : weight;
}
