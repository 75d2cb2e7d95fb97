namespace Diglot.Keras.Regularizers;

/// <summary>Every regularizer by the names that files and programs use.</summary>
internal static class RegularizerCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>();
}
