namespace Diglot.Keras.Regularizers;

/// <summary>Every regularizer by the names that files and programs use.</summary>
internal static class RegularizerCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["L1"] = typeof(L1),
        ["l1"] = typeof(L1),
        ["L2"] = typeof(L2),
        ["l2"] = typeof(L2),
        ["L1L2"] = typeof(L1L2),
        ["l1_l2"] = typeof(L1L2),
        ["OrthogonalRegularizer"] = typeof(OrthogonalRegularizer),
        ["orthogonal_regularizer"] = typeof(OrthogonalRegularizer),
    };
}
