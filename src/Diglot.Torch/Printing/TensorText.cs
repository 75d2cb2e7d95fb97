namespace Diglot.Torch.Printing;

/// <summary>Tensors as Python's <c>print(x)</c> writes them: <c>tensor([[0.1000, 0.2000]], grad_fn=&lt;AddBackward0&gt;)</c>.</summary>
/// <remarks>
/// Follows the rules of PyTorch's torch/_tensor_str.py. The name after <c>grad_fn=</c> is that of the operation which this engine recorded;
/// where PyTorch has one operation for what is several here (a mean, a loss), the names differ.
/// </remarks>
internal static class TensorText
{
    private const string Prefix = "tensor(";

    public static string Of(Tensor tensor)
    {
        if (tensor.Type.IsComplex)
        {
            return $"tensor(size={new Size(tensor.Shape)}, dtype={DTypeText.Of(tensor.Type)})";
        }

        var isParameter = nn.IsParameter(tensor);
        var suffixes = new List<string>();
        string body;
        if (tensor.Length == 0)
        {
            body = "[]";
            if (tensor.Rank != 1)
            {
                suffixes.Add($"size={PythonText.Tuple(tensor.Shape)}");
            }

            if (tensor.Type != DType.Float32)
            {
                suffixes.Add($"dtype={DTypeText.Of(tensor.Type)}");
            }
        }
        else
        {
            if (tensor.Type is not (DType.Float32 or DType.Int64 or DType.Bool))
            {
                suffixes.Add($"dtype={DTypeText.Of(tensor.Type)}");
            }

            body = Body(tensor);
        }

        if (tensor.Node is { } node && !tensor.IsLeaf)
        {
            suffixes.Add($"grad_fn=<{Name(node.Name)}>");
        }
        else if (tensor.RequiresGrad)
        {
            suffixes.Add("requires_grad=True");
        }

        return (isParameter ? "Parameter containing:\n" : string.Empty) + WithSuffixes(Prefix + body, suffixes);
    }

    private static string Body(Tensor tensor)
    {
        var isCut = tensor.Length > PrintOptions.Threshold;
        var edge = PrintOptions.EdgeItems;

        // Which indices of each axis are shown; -1 stands for the dots.
        var shown = tensor.Shape.Select(length => isCut && length > 2 * edge
            ? [.. Enumerable.Range(0, edge), -1, .. Enumerable.Range(length - edge, edge)]
            : Enumerable.Range(0, length).ToArray()).ToArray();
        var read = Reader(tensor);
        var values = Indices(shown, tensor.Shape, 0, 0).Select(read).ToArray();
        var element = new ElementText(values, tensor.Type);
        return Axis(0, 0, Prefix.Length);

        string Axis(int axis, long offset, int indent)
        {
            if (axis == shown.Length)
            {
                return element.Of(read(offset));
            }

            if (axis == shown.Length - 1)
            {
                return Row(offset, indent);
            }

            var step = Step(tensor.Shape, axis);
            var parts = shown[axis].Select(index => index < 0 ? "..." : Axis(axis + 1, offset + (index * step), indent + 1));
            return $"[{string.Join("," + new string('\n', shown.Length - axis - 1) + new string(' ', indent + 1), parts)}]";
        }

        string Row(long offset, int indent)
        {
            var inLine = Math.Max(1, (PrintOptions.LineWidth - indent) / (element.Width + 2));
            var lines = shown[^1].Select(index => index < 0 ? " ..." : element.Of(read(offset + index))).Chunk(inLine).Select(static line => string.Join(", ", line));
            return $"[{string.Join(",\n" + new string(' ', indent + 1), lines)}]";
        }
    }

    private static IEnumerable<long> Indices(int[][] shown, Shape shape, int axis, long offset)
        => axis == shown.Length ? [offset] : shown[axis].Where(static index => index >= 0).SelectMany(index => Indices(shown, shape, axis + 1, offset + (index * Step(shape, axis))));

    private static long Step(Shape shape, int axis)
    {
        var step = 1L;
        for (var inner = axis + 1; inner < shape.Rank; inner++)
        {
            step *= shape[inner];
        }

        return step;
    }

    /// <summary>Elements by their row-major number: real ones as double, whole ones as long, truth values as bool.</summary>
    private static Func<long, object> Reader(Tensor tensor)
    {
        using var mode = Autograd.Tape.GradientMode.Disable();
        switch (tensor.Type)
        {
            case DType.Bool:
                var truths = tensor.To(DType.Int64).ToArray<long>();
                return index => truths[index] != 0;
            case DType.UInt64:
                var large = tensor.ToArray<ulong>();
                return index => large[index];
            case var type when type.IsFloatingPoint:
                var reals = tensor.To(DType.Float64).ToArray<double>();
                return index => reals[index];
            default:
                var numbers = tensor.To(DType.Int64).ToArray<long>();
                return index => numbers[index];
        }
    }

    private static string Name(string operation)
        => string.Concat(operation.Split('_', ' ').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word[1..])) is var name && name.EndsWith("Backward", StringComparison.Ordinal)
            ? name + "0" : name + "Backward0";

    private static string WithSuffixes(string text, List<string> suffixes)
    {
        var result = new System.Text.StringBuilder(text);
        var last = text.Length - text.LastIndexOf('\n') + 1;
        foreach (var suffix in suffixes)
        {
            var isNewLine = last + suffix.Length + 2 > PrintOptions.LineWidth;
            result.Append(isNewLine ? ",\n" + new string(' ', Prefix.Length) : ", ").Append(suffix);
            last = isNewLine ? Prefix.Length + suffix.Length : last + suffix.Length + 2;
        }

        return result.Append(')').ToString();
    }
}
