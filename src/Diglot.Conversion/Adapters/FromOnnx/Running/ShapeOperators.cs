using Diglot.Formats.Onnx;
using static Diglot.Conversion.Adapters.FromOnnx.Running.OnnxOperators;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>Operations that arrange elements, and those that shapes are computed with.</summary>
internal static class ShapeOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        Of("Constant", static call => OnnxValues.Constant(call.Node) ?? throw call.Refuse("it holds no numbers", "Export the network without it.")),
        Of("ConstantOfShape", static call => ConstantOfShape(call)),
        Of("Shape", static call => Shape(call)),
        Of("Size", static call => Tensor.Scalar(call.X.Length, DType.Int64)),
        Of("Range", static call => Range(call)),
        Of("Reshape", static call => call.X.Reshape(Reshaped(call, call.Numbers(1, "shape") ?? []))),
        Of("Flatten", static call => Flatten(call.X, (int)call.Node.Integer("axis", 1))),
        Of("Transpose", static call => call.X.Permute(call.Node.Integers("perm") is { } axes ? [.. axes.Select(static axis => (int)axis)] : [.. Enumerable.Range(0, call.X.Rank).Reverse()])),
        Of("Squeeze", static call => Squeeze(call)),
        Of("Unsqueeze", static call => Unsqueeze(call)),
        Of("Concat", static call => Tensor.Concatenate([.. call.Inputs.Select((_, i) => call.Input(i))], (int)call.Node.Integer("axis", 1))),
        Of("Expand", static call => Expand(call)),
        Of("Tile", static call => Tile(call)),
        Of("Gather", static call => Gather(call)),
        Of("GatherElements", static call => call.X.Gather((int)call.Node.Integer("axis", 0), Positive(call.Input(1), call.X.Shape[(int)call.Node.Integer("axis", 0)]))),
        Of("Slice", static call => Slice(call)),
        KeyValuePair.Create<string, Func<OnnxCall, Tensor[]>>("Split", Split),
        Of("Pad", static call => Pad(call)),
        Of("OneHot", static call => OneHot(call)),
        Of("Trilu", static call => call.Node.Integer("upper", 1) == 1 ? call.X.UpperTriangle((int)(call.Number(1, "k") ?? 0)) : call.X.LowerTriangle((int)(call.Number(1, "k") ?? 0))),
        Of("DepthToSpace", static call => DepthToSpace(call)),
    ];

    /// <summary>The new lengths: 0 keeps the old one, −1 is what is left.</summary>
    public static int[] Reshaped(OnnxCall call, int[] lengths)
        => call.Node.Integer("allowzero", 0) == 1 ? lengths : [.. lengths.Select((length, i) => length == 0 && i < call.X.Rank ? call.X.Shape[i] : length)];

    private static Tensor ConstantOfShape(OnnxCall call)
    {
        var value = call.Node.Setting<OnnxTensor>("value") is { } tensor ? OnnxValues.Read(tensor) : null;
        var shape = new Diglot.Tensors.Shapes.Shape(call.Bounded(call.Numbers(0, "") ?? []));
        return value is null ? Tensor.Zeros(shape) : value.Reshape([]).BroadcastTo(shape).Clone();
    }

    private static Tensor Shape(OnnxCall call)
    {
        var shape = call.X.Shape.AsSpan().ToArray().Select(static length => (long)length).ToArray();
        var (start, end) = ((int)call.Node.Integer("start", 0), (int)call.Node.Integer("end", shape.Length));
        (start, end) = (Math.Clamp(start < 0 ? start + shape.Length : start, 0, shape.Length), Math.Clamp(end < 0 ? end + shape.Length : end, 0, shape.Length));
        return Tensor.From(shape[start..Math.Max(start, end)]);
    }

    private static Tensor Range(OnnxCall call)
    {
        var (start, from, to, by) = (call.X, call.Number(0, "")!.Value, call.Number(1, "")!.Value, call.Number(2, "")!.Value);
        var count = call.Bounded([(int)Math.Clamp(Math.Ceiling((to - from) / by), 0, int.MaxValue)])[0];
        return Tensor.From([.. Enumerable.Range(0, count).Select(i => from + (i * by))]).To(start.Type);
    }

    private static Tensor Flatten(Tensor x, int axis)
    {
        axis = axis < 0 ? axis + x.Rank : axis;
        var rows = x.Shape.AsSpan()[..axis].ToArray().Aggregate(1, static (product, length) => product * length);
        return x.Reshape(rows, x.Length == 0 ? 0 : (int)(x.Length / rows));
    }

    private static Tensor Squeeze(OnnxCall call)
    {
        var axes = call.Numbers(1, "axes") ?? [.. Enumerable.Range(0, call.X.Rank).Where(axis => call.X.Shape[axis] == 1)];
        return axes.Length == 0 ? call.X : call.X.Squeeze(axes);
    }

    private static Tensor Unsqueeze(OnnxCall call)
    {
        var axes = call.Numbers(1, "axes") ?? [];
        var rank = call.X.Rank + axes.Length;
        return axes.Select(axis => call.Axis(axis, rank)).Order().Aggregate(call.X, static (x, axis) => x.ExpandDims(axis));
    }

    // The shape broadcasts both ways.
    private static Tensor Expand(OnnxCall call)
    {
        var (given, own) = (call.Numbers(1, "shape") ?? [], call.X.Shape.AsSpan().ToArray());
        var rank = Math.Max(given.Length, own.Length);
        int At(int[] lengths, int axis) => axis < rank - lengths.Length ? 1 : lengths[axis - (rank - lengths.Length)];
        return call.X.BroadcastTo(new(call.Bounded([.. Enumerable.Range(0, rank).Select(axis => At(given, axis) == 1 ? At(own, axis) : At(given, axis))])));
    }

    private static Tensor Tile(OnnxCall call)
    {
        var times = call.Numbers(1, "repeats") ?? [];
        call.Bounded([.. times.Select((count, axis) => checked(count * call.X.Shape[axis]))]);
        return call.X.Tile(times);
    }

    private static Tensor Gather(OnnxCall call)
    {
        var axis = call.Axis(call.Node.Integer("axis", 0), call.X.Rank);
        return call.X.Take(Positive(call.Input(1), call.X.Shape[axis]), axis);
    }

    private static Tensor Positive(Tensor positions, int length) => Tensor.Where(positions.Less(0), positions + length, positions);

    private static Tensor Slice(OnnxCall call)
    {
        var (starts, ends) = (call.Numbers(1, "starts") ?? [], call.Numbers(2, "ends") ?? []);
        var axes = call.Numbers(3, "axes") ?? [.. Enumerable.Range(0, starts.Length)];
        var steps = call.Numbers(4, "steps") ?? [.. Enumerable.Repeat(1, starts.Length)];
        var x = call.X;
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = call.Axis(axes[i], x.Rank);
            var (length, step) = (x.Shape[axis], steps[i]);
            if (step < 0)
            {
                // Read backwards: the same slice of the flipped axis.
                x = x.Flip(axis);
                (starts[i], ends[i], step) = (length - 1 - Placed(starts[i], length, 0, length - 1), length - 1 - Placed(ends[i], length, -1, length - 1), -step);
            }

            var (start, end) = (Placed(starts[i], length, 0, length), steps[i] < 0 ? ends[i] : Placed(ends[i], length, 0, length));
            x = x.Slice(axis, start, Math.Max(0, (end - start + step - 1) / step), step);
        }

        return x;

        static int Placed(int place, int length, int least, int most) => (int)Math.Clamp((long)place + (place < 0 ? length : 0), least, most);
    }

    private static Tensor[] Split(OnnxCall call)
    {
        var axis = call.Axis(call.Node.Integer("axis", 0), call.X.Rank);
        if (call.Numbers(1, "split") is { } lengths)
        {
            return call.X.Split(lengths, axis);
        }

        var count = (int)call.Node.Integer("num_outputs", call.Node.Outputs.Count);
        var length = (call.X.Shape[axis] + count - 1) / count;
        return call.X.Split(length, axis);
    }

    private static Tensor Pad(OnnxCall call)
    {
        var pads = call.Numbers(1, "pads") ?? call.Node.Integers("paddings")?.Select(static side => (int)side).ToArray() ?? [];
        int[] axes = call.Numbers(3, "") ?? [.. Enumerable.Range(0, pads.Length / 2)];
        var flat = new int[2 * call.X.Rank];
        foreach (var (i, axis) in axes.Index())
        {
            var place = call.X.Rank - 1 - call.Axis(axis, call.X.Rank);
            (flat[2 * place], flat[(2 * place) + 1]) = (pads[i], pads[i + axes.Length]);
        }

        var mode = call.Node.Text("mode", "constant") switch { "edge" => "replicate", "wrap" => "circular", var other => other };
        call.Bounded([.. Enumerable.Range(0, call.X.Rank).Select(axis => checked(call.X.Shape[axis] + flat[2 * (call.X.Rank - 1 - axis)] + flat[(2 * (call.X.Rank - 1 - axis)) + 1]))]);
        return F.pad(call.X, flat, mode, call.Number(2, "value") ?? 0);
    }

    private static Tensor OneHot(OnnxCall call)
    {
        var (depth, values) = ((int)call.Input(1).Data.ToArray<double>()[0], call.Input(2));
        var axis = call.Axis(call.Node.Integer("axis", -1), call.X.Rank + 1);
        call.Bounded([depth, (int)call.X.Length]);
        var positions = Positive(call.X.To(DType.Int64), depth).ExpandDims(axis);
        var range = Tensor.From([.. Enumerable.Range(0, depth).Select(static i => (long)i)]).Reshape([depth, .. Enumerable.Repeat(1, call.X.Rank - axis)]);
        return Tensor.Where(positions.EqualTo(range), values.Slice(0, 1, 1), values.Slice(0, 0, 1));
    }

    private static Tensor DepthToSpace(OnnxCall call)
    {
        var (x, block) = (call.X, (int)call.Node.Integer("blocksize", 1));
        var (n, c, h, w) = (x.Shape[0], x.Shape[1] / (block * block), x.Shape[2], x.Shape[3]);
        var parts = call.Node.Text("mode", "DCR") == "CRD" ? x.Reshape(n, c, block, block, h, w).Permute(0, 1, 4, 2, 5, 3) : x.Reshape(n, block, block, c, h, w).Permute(0, 3, 4, 1, 5, 2);
        return parts.Reshape(n, c, h * block, w * block);
    }
}
