namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Convolutions, poolings, padding and resizing; channels are on axis 1.</summary>
internal static class WindowNodes
{
    public static void Convolution(NodeContext node)
    {
        var kernel = node.Weight(1);
        var window = Window(node, [.. kernel.Shape.Skip(2)], isTransposed: false);
        node.Add("conv", new Convolution(1, window, (int)node.Node.Integer("group", 1), kernel, node.TryWeight(2)), kernel, node.X);
    }

    public static void Transposed(NodeContext node)
    {
        var kernel = node.Weight(1);
        var window = Window(node, [.. kernel.Shape.Skip(2)], isTransposed: true);
        node.Require(node.Node.Integers("output_shape") is null && !window.Padding.IsSame, "output_shape or auto_pad", "Use padding and output_padding.");
        node.Require(window.Rank == 2, $"{window.Rank} axes of positions", "Use nn.ConvTranspose2d.");
        var sides = window.Padding.Sides ?? [.. Enumerable.Repeat((0, 0), window.Rank)];
        var more = Each(node.Node.Integers("output_padding"), window.Rank, 0);
        node.Add(
            "conv_transpose",
            new TransposedConvolution(1, window.Size, window.Strides, window.Dilation, [.. sides.Zip(more, static (side, end) => (side.Before, side.After - end))], (int)node.Node.Integer("group", 1), kernel, node.TryWeight(2)),
            kernel,
            node.X);
    }

    public static void MaxPool(NodeContext node)
    {
        node.Require(node.Node.Outputs.Skip(1).All(output => output.Length == 0 || node.Graph.Consumers(output).Count == 0), "the positions of the largest elements", "Leave return_indices out.");
        node.Add("max_pool", new Pooling(1, PoolingReduction.Max, Window(node, Each(node.Node.Integers("kernel_shape"), node.X.Shape.Rank - 2, 1), isTransposed: false)), node.X);
    }

    public static void AveragePool(NodeContext node)
    {
        var window = Window(node, Each(node.Node.Integers("kernel_shape"), node.X.Shape.Rank - 2, 1), isTransposed: false);
        node.Add("avg_pool", new Pooling(1, PoolingReduction.Average, window, node.Node.Integer("count_include_pad", 0) == 1), node.X);
    }

    public static void Global(NodeContext node, PoolingReduction reduction)
        => node.Add(reduction == PoolingReduction.Max ? "max" : "mean", new GlobalPooling(1, reduction, KeepsAxes: true), node.X);

    public static void Reduction(NodeContext node, PoolingReduction reduction)
    {
        if (reduction == PoolingReduction.Average && Patterns.LayerNormalization(node))
        {
            return;
        }

        var x = node.X;
        var axes = (node.Numbers(1, "axes") ?? []).Select(axis => node.Axis(axis, x.Shape.Rank)).Order().ToArray();
        var keeps = node.Node.Integer("keepdims", 1) == 1;
        var name = reduction == PoolingReduction.Max ? "max" : "mean";
        if (x.Shape.Rank > 2 && axes.SequenceEqual(Enumerable.Range(2, x.Shape.Rank - 2)))
        {
            node.Add(name, new GlobalPooling(1, reduction, keeps), x);
            return;
        }

        // Positions in front, channels last: as an encoder's sequence of vectors.
        if (x.Shape.Rank > 2 && axes.SequenceEqual(Enumerable.Range(1, x.Shape.Rank - 2)))
        {
            node.Add(name, new GlobalPooling(x.Shape.Rank - 1, reduction, keeps), x);
            return;
        }

        throw node.Refuse($"it reduces axes {string.Join(", ", axes)} of {x.Shape}", "Only reductions over all positions (H and W) are global poolings.", "mean over other axes");
    }

    public static void Pad(NodeContext node)
    {
        var x = node.X;
        var pads = node.Numbers(1, "pads") ?? throw node.Refuse("its widths depend on the size of the input", "Pad by fixed widths.", "ONNX Pad with computed widths");
        int[] axes = node.Numbers(3, "") ?? [.. Enumerable.Range(0, pads.Length / 2)];
        var sides = new (int Before, int After)[x.Shape.Rank];
        foreach (var (i, axis) in axes.Index())
        {
            sides[node.Axis(axis, x.Shape.Rank)] = (pads[i], pads[i + axes.Length]);
        }

        node.Require(node.Node.Text("mode", "constant") == "constant", $"mode '{node.Node.Text("mode", "constant")}'", "Pad with a constant.");
        Padded(node, sides, node.Number(2, "value") ?? 0);
    }

    public static void Slice(NodeContext node)
    {
        var x = node.X;
        var (starts, ends) = (node.Numbers(1, "starts"), node.Numbers(2, "ends"));
        if (starts is null || ends is null)
        {
            throw node.Refuse("it cuts at places that depend on the size of the input", "Cut at fixed places.", "ONNX Slice with computed places");
        }

        var axes = node.Numbers(3, "axes") ?? [.. Enumerable.Range(0, starts.Length)];
        var sides = new (int Before, int After)[x.Shape.Rank];
        foreach (var (i, given) in axes.Index())
        {
            var axis = node.Axis(given, x.Shape.Rank);
            node.Require((node.Numbers(4, "steps")?[i] ?? 1) == 1, "a step", "Cut without steps.");
            if (x.Shape[axis] is { } length)
            {
                int Place(int place) => (int)Math.Clamp((long)place + (place < 0 ? length : 0), 0, length);
                sides[axis] = (-Place(starts[i]), Math.Min(0, Place(ends[i]) - length));
            }
            else
            {
                node.Require(starts[i] == 0 && ends[i] == int.MaxValue, $"a cut of an axis of open length ({x.Shape})", "Export the network with a fixed input shape.");
            }
        }

        Padded(node, sides, 0);
    }

    public static void Resize(NodeContext node)
    {
        var x = node.X;
        var count = x.Shape.Rank - 2;
        var (mode, isOld) = (node.Node.Text("mode", "nearest"), node.Graph.Opset < 11 || node.Node.Operator == "Upsample");
        var corners = node.Node.Text("coordinate_transformation_mode", isOld ? "asymmetric" : "half_pixel");
        var isNearest = mode == "nearest" && (isOld || (corners == "asymmetric" && node.Node.Text("nearest_mode", "round_prefer_floor") == "floor"));
        var isLinear = mode == "linear" && corners is "half_pixel" or "pytorch_half_pixel" && count == 2;
        node.Require(isNearest || isLinear, $"mode '{mode}' with coordinates '{corners}'", "Use nn.Upsample with mode 'nearest', or 'bilinear' without align_corners.");
        double[]? factors = null;
        if (node.Numbers(3, "") is { Length: > 0 } sizes && sizes.Length == count + 2)
        {
            factors = [.. Enumerable.Range(2, count).Select(axis => sizes[axis] / (double?)x.Shape[axis] ?? 0)];
        }
        else if (node.Node.Inputs.Count > 3 && node.Node.Inputs[3].Length > 0 && node.Graph.Known(node.Node.Inputs[3]) is OnnxKnown.Lengths { Numbers: var lengths } && lengths.Count == count + 2)
        {
            factors = [.. Enumerable.Range(2, count).Select(axis => lengths[axis] is { IsPlain: true, Factor: { } length } ? length / (double?)x.Shape[axis] ?? 0 : 0)];
        }
        else if ((node.Fixed(isOld ? 1 : 2)?.Tensor.Data.ToArray<double>() ?? node.Node.Setting<double[]>("scales")) is { } scales && scales.Length == count + 2)
        {
            factors = scales[2..];
        }

        node.Require(factors is not null && factors.All(static factor => factor >= 1 && factor == Math.Floor(factor)), "a size that is no whole multiple of the input's", "Use whole factors.");
        node.Add("upsample", new Upsampling(1, [.. factors!.Select(static factor => (int)factor)], isLinear), x);
    }

    private static void Padded(NodeContext node, (int Before, int After)[] sides, double value)
    {
        if (sides.All(static side => side == (0, 0)))
        {
            node.Graph.Set(node.Output, new OnnxKnown.Computed(node.X));
            return;
        }

        node.Require(sides.Length > 2 && sides[0] == (0, 0) && (sides[1] == (0, 0) || sides.Skip(2).All(static side => side == (0, 0))), $"widths of the batch or of channels ({string.Join(", ", sides)})", "Pad and cut positions alone.");
        if (sides[1] != (0, 0))
        {
            // A sequence of vectors: positions on axis 1, channels last.
            node.Require(sides.Length == 3, $"widths of channels ({string.Join(", ", sides)})", "Pad and cut positions alone.");
            node.Add("pad", new PadPositions(2, [sides[1]], value), node.X);
            return;
        }

        node.Add("pad", new PadPositions(1, sides[2..], value), node.X);
    }

    private static Window Window(NodeContext node, int[] size, bool isTransposed)
    {
        var pads = node.Node.Integers("pads") ?? new long[2 * size.Length];
        node.Require(pads.Length == 2 * size.Length, "pads of another number of axes", "The file is damaged: export it again.");
        var mode = node.Node.Text("auto_pad", "NOTSET");
        node.Require(mode is "NOTSET" or "VALID" || (mode == "SAME_UPPER" && !isTransposed), $"auto_pad '{mode}'", "Pad by numbers.");
        return new(
            size,
            Each(node.Node.Integers("strides"), size.Length, 1),
            Each(node.Node.Integers("dilations"), size.Length, 1),
            mode == "SAME_UPPER" ? Padding.Same : mode == "VALID" ? Padding.None : Padding.Of([.. Enumerable.Range(0, size.Length).Select(i => ((int)pads[i], (int)pads[i + size.Length]))]),
            node.Node.Integer("ceil_mode", 0) == 1);
    }

    private static int[] Each(long[]? numbers, int count, int otherwise) => numbers is null ? [.. Enumerable.Repeat(otherwise, count)] : [.. numbers.Select(static number => checked((int)number))];
}
