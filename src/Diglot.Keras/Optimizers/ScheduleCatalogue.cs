namespace Diglot.Keras.Optimizers;

/// <summary>Every learning rate schedule by its class name.</summary>
internal static class ScheduleCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["CosineDecay"] = typeof(CosineDecay),
        ["CosineDecayRestarts"] = typeof(CosineDecayRestarts),
        ["ExponentialDecay"] = typeof(ExponentialDecay),
        ["InverseTimeDecay"] = typeof(InverseTimeDecay),
        ["PiecewiseConstantDecay"] = typeof(PiecewiseConstantDecay),
        ["PolynomialDecay"] = typeof(PolynomialDecay),
    };
}
