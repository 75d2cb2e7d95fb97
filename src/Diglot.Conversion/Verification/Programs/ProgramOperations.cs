using Diglot.Formats.ExportedProgram;
using Diglot.Torch.Functional;
using Diglot.Torch.Tensors;
using static Diglot.Torch.Api;
using Operation = System.Func<Diglot.Conversion.Verification.Programs.ProgramOperation, object>;

namespace Diglot.Conversion.Verification.Programs;

/// <summary>What the operations of ATen compute, by the functions of the PyTorch face.</summary>
internal static class ProgramOperations
{
    private static readonly Dictionary<string, Operation> Table = new()
    {
        // Lengths
        ["sym_size"] = static o => (long)o.Tensor().Shape[o.Int("dim", 0)],
        ["_operator.mul"] = static o => (long)o.Argument("a")! * (long)o.Argument("b")!,
        ["_operator.add"] = static o => (long)o.Argument("a")! + (long)o.Argument("b")!,
        ["_operator.sub"] = static o => (long)o.Argument("a")! - (long)o.Argument("b")!,
        ["_operator.floordiv"] = static o => (long)Math.Floor((double)(long)o.Argument("a")! / (long)o.Argument("b")!),

        // Convolutions and products
        ["conv1d"] = static o => F.conv1d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), Padding(o), o.Tuple("dilation", 1), o.Int("groups", 1)),
        ["conv2d"] = static o => F.conv2d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), Padding(o), o.Tuple("dilation", 1), o.Int("groups", 1)),
        ["conv3d"] = static o => F.conv3d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), Padding(o), o.Tuple("dilation", 1), o.Int("groups", 1)),
        ["conv_transpose1d"] = static o => F.conv_transpose1d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), o.Tuple("padding", 0), o.Tuple("output_padding", 0), o.Int("groups", 1), o.Tuple("dilation", 1)),
        ["conv_transpose3d"] = static o => F.conv_transpose3d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), o.Tuple("padding", 0), o.Tuple("output_padding", 0), o.Int("groups", 1), o.Tuple("dilation", 1)),
        ["embedding"] = static o => F.embedding(o.Tensor("indices"), o.Tensor("weight")),
        ["conv_transpose2d"] = static o => F.conv_transpose2d(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias"), o.Tuple("stride", 1), o.Tuple("padding", 0), o.Tuple("output_padding", 0), o.Int("groups", 1), o.Tuple("dilation", 1)),
        ["linear"] = static o => F.linear(o.Tensor("input"), o.Tensor("weight"), o.Optional("bias")),
        ["addmm"] = static o => o.Tensor() + o.Tensor("mat1").MatMul(o.Tensor("mat2")),
        ["mm"] = static o => o.Tensor().MatMul(o.Tensor("mat2")),
        ["matmul"] = static o => o.Tensor().MatMul(o.Tensor("other")),

        // Poolings
        ["max_pool1d"] = static o => F.max_pool1d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Tuple("dilation", 1), o.Flag("ceil_mode")),
        ["max_pool2d"] = static o => F.max_pool2d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Tuple("dilation", 1), o.Flag("ceil_mode")),
        ["avg_pool1d"] = static o => F.avg_pool1d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Flag("ceil_mode"), o.Flag("count_include_pad", true)),
        ["avg_pool2d"] = static o => F.avg_pool2d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Flag("ceil_mode"), o.Flag("count_include_pad", true)),
        ["max_pool3d"] = static o => F.max_pool3d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Tuple("dilation", 1), o.Flag("ceil_mode")),
        ["avg_pool3d"] = static o => F.avg_pool3d(o.Tensor(), o.Tuple("kernel_size"), Stride(o), o.Tuple("padding", 0), o.Flag("ceil_mode"), o.Flag("count_include_pad", true)),
        ["adaptive_avg_pool1d"] = static o => F.adaptive_avg_pool1d(o.Tensor(), o.Tuple("output_size")),
        ["adaptive_avg_pool2d"] = static o => F.adaptive_avg_pool2d(o.Tensor(), o.Tuple("output_size")),
        ["adaptive_avg_pool3d"] = static o => F.adaptive_avg_pool3d(o.Tensor(), o.Tuple("output_size")),
        ["adaptive_max_pool1d"] = static o => F.adaptive_max_pool1d(o.Tensor(), o.Tuple("output_size")),
        ["adaptive_max_pool2d"] = static o => F.adaptive_max_pool2d(o.Tensor(), o.Tuple("output_size")),
        ["adaptive_max_pool3d"] = static o => F.adaptive_max_pool3d(o.Tensor(), o.Tuple("output_size")),
        ["mean"] = static o => o.Tensor().Mean(o.Ints("dim"), o.Flag("keepdim")),
        ["amax"] = static o => o.Tensor().Max(o.Ints("dim"), o.Flag("keepdim")),
        ["upsample_nearest1d"] = static o => F.interpolate(Resized(o), o.Tuple("output_size", Sizes(o)), mode: "nearest"),
        ["upsample_nearest2d"] = static o => F.interpolate(Resized(o), o.Tuple("output_size", Sizes(o)), mode: "nearest"),
        ["upsample_bilinear2d"] = static o => F.interpolate(Resized(o), o.Tuple("output_size", Sizes(o)), mode: "bilinear", align_corners: o.Flag("align_corners")),

        // Normalization
        ["batch_norm"] = static o => F.batch_norm(o.Tensor("input"), o.Optional("running_mean"), o.Optional("running_var"), o.Optional("weight"), o.Optional("bias"), false, 0, o.Number("eps", 1e-5)),
        ["group_norm"] = static o => F.group_norm(o.Tensor("input"), o.Int("num_groups", 1), o.Optional("weight"), o.Optional("bias"), o.Number("eps", 1e-5)),
        ["layer_norm"] = static o => F.layer_norm(o.Tensor("input"), o.Tuple("normalized_shape"), o.Optional("weight"), o.Optional("bias"), o.Number("eps", 1e-5)),

        // Activations
        ["relu"] = static o => F.relu(o.Tensor()),
        ["relu6"] = static o => F.relu6(o.Tensor()),
        ["selu"] = static o => F.selu(o.Tensor()),
        ["silu"] = static o => F.silu(o.Tensor()),
        ["sigmoid"] = static o => F.sigmoid(o.Tensor()),
        ["log_sigmoid"] = static o => F.logsigmoid(o.Tensor()),
        ["hardsigmoid"] = static o => F.hardsigmoid(o.Tensor()),
        ["hardswish"] = static o => F.hardswish(o.Tensor()),
        ["tanh"] = static o => F.tanh(o.Tensor()),
        ["mish"] = static o => F.mish(o.Tensor()),
        ["leaky_relu"] = static o => F.leaky_relu(o.Tensor(), o.Number("negative_slope", 0.01)),
        ["elu"] = static o => F.elu(o.Tensor(), o.Number("alpha", 1)),
        ["celu"] = static o => F.celu(o.Tensor(), o.Number("alpha", 1)),
        ["gelu"] = static o => F.gelu(o.Tensor(), o.Argument("approximate") as string ?? "none"),
        ["hardtanh"] = static o => F.hardtanh(o.Tensor(), o.Number("min_val", -1), o.Number("max_val", 1)),
        ["softplus"] = static o => F.softplus(o.Tensor(), o.Number("beta", 1), o.Number("threshold", 20)),
        ["hardshrink"] = static o => F.hardshrink(o.Tensor(), o.Number("lambd", 0.5)),
        ["softshrink"] = static o => F.softshrink(o.Tensor(), o.Number("lambd", 0.5)),
        ["prelu"] = static o => F.prelu(o.Tensor(), o.Tensor("weight")),
        ["clamp"] = static o => o.Tensor().Clamp(o.Argument("min") is null ? null : o.Number("min", 0), o.Argument("max") is null ? null : o.Number("max", 0)),
        ["softmax"] = static o => o.Tensor().Softmax(o.Int("dim", -1)),
        ["log_softmax"] = static o => o.Tensor().LogSoftmax(o.Int("dim", -1)),

        // Dropping at random is for training
        ["dropout"] = static o => o.Tensor("input"),
        ["feature_dropout"] = static o => o.Tensor("input"),

        // Arithmetic
        ["add"] = static o => o.Argument("other") is Tensor other ? o.Tensor() + Times(other, o.Number("alpha", 1)) : o.Tensor() + (o.Number("other", 0) * o.Number("alpha", 1)),
        ["sub"] = static o => o.Argument("other") is Tensor other ? o.Tensor() - Times(other, o.Number("alpha", 1)) : o.Tensor() - (o.Number("other", 0) * o.Number("alpha", 1)),
        ["rsub"] = static o => -(o.Tensor() * o.Number("alpha", 1)) + o.Number("other", 0),
        ["mul"] = static o => o.Argument("other") is Tensor other ? o.Tensor() * other : o.Tensor() * o.Number("other", 1),
        ["div"] = static o => o.Argument("other") is Tensor other ? o.Tensor() / other : o.Tensor() / o.Number("other", 1),
        ["neg"] = static o => -o.Tensor(),
        ["exp"] = static o => o.Tensor().Exp(),
        ["abs"] = static o => o.Tensor().Abs(),
        ["square"] = static o => o.Tensor().Square(),
        ["pow"] = static o => o.Tensor().Power(o.Number("exponent", 1)),
        ["maximum"] = static o => Tensor.Maximum(o.Tensor(), o.Tensor("other")),
        ["minimum"] = static o => Tensor.Minimum(o.Tensor(), o.Tensor("other")),
        ["cat"] = static o => Tensor.Concatenate(o.Tensors("tensors"), o.Int("dim", 0)),
        ["stack"] = static o => Tensor.Stack(o.Tensors("tensors"), o.Int("dim", 0)),

        // Shapes
        ["view"] = static o => Reshaped(o.Tensor(), o.Ints("size")),
        ["_unsafe_view"] = static o => Reshaped(o.Tensor(), o.Ints("size")),
        ["reshape"] = static o => Reshaped(o.Tensor(), o.Ints("shape")),
        ["flatten"] = static o => ShapeFunctions.flatten(o.Tensor(), o.Int("start_dim", 0), o.Int("end_dim", -1)),
        ["unflatten"] = static o => Unflattened(o.Tensor(), o.Int("dim", 0), o.Ints("sizes")),
        ["squeeze"] = static o => o.Tensor().Squeeze(o.Ints("dim").Where(axis => o.Tensor().Shape[axis] == 1).ToArray() is { Length: > 0 } axes ? axes : throw new InvalidOperationException("There is no axis of length 1.")),
        ["unsqueeze"] = static o => ShapeFunctions.unsqueeze(o.Tensor(), o.Int("dim", 0)),
        ["permute"] = static o => o.Tensor().Permute(o.Ints("dims")),
        ["transpose"] = static o => o.Tensor().Transpose(o.Int("dim0", 0), o.Int("dim1", 1)),
        ["t"] = static o => o.Tensor().Transpose(0, 1),
        ["pad"] = static o => F.pad(o.Tensor(), o.Tuple("pad"), o.Argument("mode") as string ?? "constant", o.Number("value", 0)),
        ["constant_pad_nd"] = static o => F.pad(o.Tensor(), o.Tuple("pad"), "constant", o.Number("value", 0)),
        ["slice"] = Slice,
        ["select"] = static o => o.Tensor().Select(o.Int("dim", 0), o.Int("index", 0) is < 0 and var index ? index + o.Tensor().Shape[o.Int("dim", 0)] : o.Int("index", 0)),
        ["contiguous"] = static o => o.Tensor(),
        ["detach"] = static o => o.Tensor(),
        ["alias"] = static o => o.Tensor(),
        ["clone"] = static o => o.Tensor().Clone(),
    };

    /// <summary>Whether an operation can be run.</summary>
    public static bool Knows(ExportedNode node) => node.Outputs is [not null, ..] && Table.ContainsKey(Name(node));

    /// <summary>The first result of an operation: a tensor or a length.</summary>
    public static object Run(ProgramOperation operation) => Table[Name(operation.Node)](operation);

    private static string Name(ExportedNode node) => node.Operator.Length > 1 && node.Operator.EndsWith('_') ? node.Operator[..^1] : node.Operator;

    private static ConvolutionPadding Padding(ProgramOperation o) => o.Argument("padding") is string mode ? mode : o.Tuple("padding", 0);

    private static IntOrTuple Stride(ProgramOperation o) => o.Tuple("stride", o.Ints("kernel_size"));

    private static Tensor Times(Tensor tensor, double factor) => factor == 1 ? tensor : tensor * factor;

    private static Tensor Resized(ProgramOperation o) => o.Node.Arguments.ContainsKey("input") ? o.Tensor("input") : o.Tensor();

    private static int[] Sizes(ProgramOperation o) => [.. Resized(o).Shape.Skip(2).Zip((object?[])o.Argument("scale_factors")!, static (length, factor) => (int)(length * (double)factor!))];

    private static Tensor Reshaped(Tensor tensor, int[] lengths)
    {
        var open = Array.IndexOf(lengths, -1);
        if (open >= 0)
        {
            lengths = [.. lengths];
            lengths[open] = (int)(tensor.Shape.Length / lengths.Where(static length => length >= 0).Aggregate(1L, static (product, length) => product * length));
        }

        return tensor.Reshape(lengths);
    }

    private static Tensor Unflattened(Tensor tensor, int axis, int[] lengths)
    {
        var place = axis < 0 ? axis + tensor.Rank : axis;
        var open = Array.IndexOf(lengths, -1);
        if (open >= 0)
        {
            lengths = [.. lengths];
            lengths[open] = tensor.Shape[place] / lengths.Where(static length => length >= 0).Aggregate(1, static (product, length) => product * length);
        }

        return tensor.Reshape([.. tensor.Shape.Take(place), .. lengths, .. tensor.Shape.Skip(place + 1)]);
    }

    private static Tensor Slice(ProgramOperation o)
    {
        var (tensor, axis) = (o.Tensor(), o.Int("dim", 0));
        var length = tensor.Shape[axis];
        int Bound(string name, int otherwise) => o.Int(name, otherwise) is < 0 and var back ? Math.Max(0, back + length) : Math.Min(o.Int(name, otherwise), length);
        var (start, end, step) = (Bound("start", 0), Bound("end", int.MaxValue), o.Int("step", 1));
        return tensor.Slice(axis < 0 ? axis + tensor.Rank : axis, start, Math.Max(0, (end - start + step - 1) / step), step);
    }
}
