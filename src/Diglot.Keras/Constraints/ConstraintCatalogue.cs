namespace Diglot.Keras.Constraints;

/// <summary>Every constraint by the names that files and programs use.</summary>
internal static class ConstraintCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["MaxNorm"] = typeof(MaxNorm),
        ["max_norm"] = typeof(MaxNorm),
        ["NonNeg"] = typeof(NonNeg),
        ["non_neg"] = typeof(NonNeg),
        ["UnitNorm"] = typeof(UnitNorm),
        ["unit_norm"] = typeof(UnitNorm),
        ["MinMaxNorm"] = typeof(MinMaxNorm),
        ["min_max_norm"] = typeof(MinMaxNorm),
    };
}
