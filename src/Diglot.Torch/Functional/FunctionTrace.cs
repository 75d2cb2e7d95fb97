namespace Diglot.Torch.Functional;

/// <summary>
/// Lets one who traces a network see the calls of functions that are several operations on the tape, or none. While nobody does, a call costs
/// a look at a field.
/// </summary>
internal static class FunctionTrace
{
    /// <summary>Gets the name of the module that does the same, the input, the result and the arguments; gives the result to go on with.</summary>
    [ThreadStatic]
    public static Func<string, Tensor, Tensor, (string Name, object? Value)[], Tensor>? Observer;

    /// <summary>Shows a call of a function.</summary>
    public static Tensor Seen(Tensor result, string module, Tensor input) => Observer is { } observer ? observer(module, input, result, []) : result;

    /// <summary>Shows a call of a function with a number.</summary>
    public static Tensor Seen(Tensor result, string module, Tensor input, string name, double value) => Observer is { } observer ? observer(module, input, result, [(name, value)]) : result;

    /// <summary>Shows a call of a pooling.</summary>
    public static Tensor Seen(Tensor result, string module, Tensor input, IntOrTuple kernel, IntOrTuple? stride, IntOrTuple? padding, IntOrTuple? dilation, bool ceil, bool includePad, int? divisor)
        => Observer is { } observer ? observer(module, input, result,
            [("kernel_size", kernel), ("stride", stride ?? kernel), ("padding", padding ?? 0), ("dilation", dilation ?? 1), ("ceil_mode", ceil), ("count_include_pad", includePad), ("divisor_override", divisor)]) : result;
}
