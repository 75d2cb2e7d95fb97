namespace Diglot.Keras.Initializers;

/// <summary>Every initializer by the names that files and programs use.</summary>
internal static class InitializerCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["Zeros"] = typeof(Zeros),
        ["zeros"] = typeof(Zeros),
        ["Ones"] = typeof(Ones),
        ["ones"] = typeof(Ones),
        ["GlorotUniform"] = typeof(GlorotUniform),
        ["glorot_uniform"] = typeof(GlorotUniform),
    };
}
