namespace Diglot.Keras.Constraints;

/// <summary>Every constraint by the names that files and programs use.</summary>
internal static class ConstraintCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>();
}
