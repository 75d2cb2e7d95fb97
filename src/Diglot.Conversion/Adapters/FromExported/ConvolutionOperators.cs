namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Convolutions, products with weights and tables.</summary>
internal static class ConvolutionOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        ("conv1d", Convolution), ("conv2d", Convolution), ("conv3d", Convolution),
        ("conv_transpose1d", Transposed), ("conv_transpose2d", Transposed), ("conv_transpose3d", Transposed),
        ("convolution", static call => call.Flag("transposed") ? Transposed(call) : Convolution(call)),
        ("linear", static call => call.Layer("Linear", call.Input("input"), [], ("weight", call.Weight("weight", 2)), ("bias", call.Weight("bias", 1)))),
        ("embedding", Embedding),
        ("addmm", AddProduct),
        ("mm", static call => Product(call, call.Input(), "mat2", null)),
        ("matmul", static call => Product(call, call.Input(), "other", null)),
    ];

    private static Value Convolution(ExportedCall call)
    {
        var (weight, count) = Kernel(call);
        var outside = call.Sizes("output_padding", 0, 0);
        _ = outside.All(static side => side == 0) ? 0 : throw call.Unknown();
        return call.Layer(
            $"Conv{count}d",
            call.Input("input"),
            [("kernel_size", weight.Shape.Skip(2).ToArray()), ("stride", call.Sizes("stride", 1, 1)), ("padding", call.Argument("padding") as string ?? (object)call.Sizes("padding", 0, 0)), ("dilation", call.Sizes("dilation", 1, 1)), ("groups", call.Sizes("groups", 1, 1)[0])],
            ("weight", weight), ("bias", call.Weight("bias", 1)));
    }

    private static Value Transposed(ExportedCall call)
    {
        var (weight, count) = Kernel(call);
        return call.Layer(
            $"ConvTranspose{count}d",
            call.Input("input"),
            [("kernel_size", weight.Shape.Skip(2).ToArray()), ("stride", call.Sizes("stride", 1, 1)), ("padding", call.Sizes("padding", 0, 0)), ("output_padding", call.Sizes("output_padding", 0, 0)), ("dilation", call.Sizes("dilation", 1, 1)), ("groups", call.Sizes("groups", 1, 1)[0])],
            ("weight", weight), ("bias", call.Weight("bias", 1)));
    }

    private static (Weight Kernel, int Count) Kernel(ExportedCall call) => call.Weight("weight") is { Shape.Count: > 2 and < 6 } weight && call.Input("input").Shape.Rank == weight.Shape.Count ? (weight, weight.Shape.Count - 2)
        : throw call.Refuse($"a convolution takes batches of images; the program gives {call.Input("input").Shape}", "Give forward batches: (N, C, H, W).", "convolution without a batch");

    // What the rest says is of training alone: a row without gradient, gradients by frequency.
    private static Value Embedding(ExportedCall call)
    {
        _ = (call.Argument("padding_idx"), call.Argument("scale_grad_by_freq"), call.Argument("sparse"));
        return call.Layer("Embedding", call.Input("indices"), [], ("weight", call.Weight("weight", 2)));
    }

    private static Value AddProduct(ExportedCall call) => (call.Number("beta") ?? 1) == 1 && (call.Number("alpha") ?? 1) == 1
        ? Product(call, call.Input("mat1"), "mat2", call.Weight("self", 1))
        : throw call.Refuse("a product with factors (alpha, beta) has no counterpart in Keras", "Use nn.Linear.", "addmm(alpha)");

    // x · W is a Dense whose kernel is W transposed.
    private static Value Product(ExportedCall call, Value input, string name, Weight? bias)
    {
        if (call.Cell(name).Weight is not { } weight)
        {
            throw call.Refuse("a product of two tensors that follow from the input cannot be converted yet", "Use nn.Linear where one of them is a weight.", $"operation {call.Operator}");
        }

        return weight.Shape.Count == 2
            ? call.Layer("Linear", input, [], ("weight", weight.Permute(1, 0)), ("bias", bias))
            : throw call.Refuse($"a product with a weight of {weight.Shape.Count} axes cannot be converted", "Use nn.Linear.", $"operation {call.Operator}");
    }
}
