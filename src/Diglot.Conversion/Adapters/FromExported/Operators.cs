namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>The operations of ATen that can be read, by name.</summary>
internal static class Operators
{
    // Results that share the memory of what they are made from.
    private static readonly HashSet<string> Views =
    [
        "view", "_unsafe_view", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze", "permute", "transpose", "t", "numpy_T", "slice", "expand", "detach", "alias", "lift_fresh_copy", "contiguous", "to", "_to_copy",
        "dropout", "feature_dropout", "native_dropout",
    ];

    private static readonly Dictionary<string, Func<ExportedCall, Value>> Table = new IEnumerable<(string Name, Func<ExportedCall, Value> Read)>[]
    {
        ActivationOperators.All, ArithmeticOperators.All, ConvolutionOperators.All, NormalizationOperators.All, PoolingOperators.All, ShapeOperators.All,
    }.SelectMany(static family => family).ToDictionary(static entry => entry.Name, static entry => entry.Read);

    /// <summary>How an operation is read; null where it is not known.</summary>
    public static Func<ExportedCall, Value>? Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>Whether the result shares memory with what the operation takes.</summary>
    public static bool IsView(string name) => Views.Contains(name);
}
