namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Sums, products and the like, of tensors and with numbers.</summary>
internal static class ArithmeticOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        ("add", static call => Sum(call, 1, MergeOperation.Add)), ("sub", static call => Sum(call, -1, MergeOperation.Subtract)),
        ("mul", static call => Number(call) is { } factor ? call.Add("mul", new Rescaling(factor, 0), call.Input()) : Merge(call, MergeOperation.Multiply)),
        ("div", Quotient),
        ("rsub", static call => (call.Number("alpha") ?? 1) == 1 && Number(call) is { } number ? call.Add("rsub", new Rescaling(-1, number), call.Input()) : throw call.Unknown()),
        ("neg", static call => call.Add("neg", new Rescaling(-1, 0), call.Input())),
        ("exp", static call => call.Add("exp", new Activation(ActivationFunction.Exponential), call.Input())),
        ("abs", static call => call.Add("abs", new Merge(MergeOperation.Maximum), call.Input(), call.Add("neg", new Rescaling(-1, 0), call.Input()))),
        ("maximum", static call => Merge(call, MergeOperation.Maximum)), ("minimum", static call => Merge(call, MergeOperation.Minimum)),
        ("square", static call => call.Add("mul", new Merge(MergeOperation.Multiply), call.Input(), call.Input())),
        ("pow", static call => call.Number("exponent") == 2 ? call.Add("mul", new Merge(MergeOperation.Multiply), call.Input(), call.Input()) : throw call.Unknown()),
        ("cat", Concatenate), ("concat", Concatenate), ("concatenate", Concatenate),
    ];

    private static Value Sum(ExportedCall call, int sign, MergeOperation operation)
    {
        var alpha = call.Number("alpha") ?? 1;
        return Number(call) is { } number ? call.Add(call.Operator, new Rescaling(1, sign * alpha * number), call.Input())
            : alpha == 1 ? Merge(call, operation)
            : throw call.Refuse($"'{call.Node.Operator}' with a factor (alpha) has no counterpart in Keras", "Multiply before adding.", $"{call.Operator}(alpha)");
    }

    private static Value Quotient(ExportedCall call) => call.Argument("rounding_mode") is not null ? throw call.Unknown()
        : Number(call) is { } divisor ? call.Add("div", new Rescaling(1 / divisor, 0), call.Input())
        : Merge(call, MergeOperation.Divide);

    // A constant of one element is a number.
    private static double? Number(ExportedCall call) => !call.IsTensor("other") ? call.Number("other") ?? throw call.Unknown()
        : call.Cell("other").Weight is { Length: 1, IsTrainable: false } constant ? constant.Read().ToArray<double>()[0]
        : null;

    private static Value Merge(ExportedCall call, MergeOperation operation)
    {
        var (first, second) = (call.Input(), call.Input("other"));
        return first.Shape.Rank == second.Shape.Rank ? call.Add(call.Operator, new Merge(operation), first, second)
            : throw call.Refuse($"'{call.Node.Operator}' takes tensors with different numbers of axes: {first.Shape} and {second.Shape}", "Give both the same axes: x.unsqueeze(…).", $"{call.Operator}(ranks)");
    }

    private static Value Concatenate(ExportedCall call)
    {
        var inputs = call.Inputs("tensors");
        return call.Add("cat", new Concatenate(call.Axis(call.Int("dim", 0), inputs[0].Shape.Rank)), inputs);
    }
}
