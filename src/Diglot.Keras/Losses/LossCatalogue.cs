namespace Diglot.Keras.Losses;

/// <summary>Every loss by the names that files and programs use.</summary>
internal static class LossCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new Dictionary<string, Type>
    {
        ["MeanSquaredError"] = typeof(MeanSquaredError),
        ["mean_squared_error"] = typeof(MeanSquaredError),
        ["mse"] = typeof(MeanSquaredError),
        ["MSE"] = typeof(MeanSquaredError),
        ["MeanAbsoluteError"] = typeof(MeanAbsoluteError),
        ["mean_absolute_error"] = typeof(MeanAbsoluteError),
        ["mae"] = typeof(MeanAbsoluteError),
        ["MAE"] = typeof(MeanAbsoluteError),
        ["CategoricalCrossentropy"] = typeof(CategoricalCrossentropy),
        ["categorical_crossentropy"] = typeof(CategoricalCrossentropy),
        ["SparseCategoricalCrossentropy"] = typeof(SparseCategoricalCrossentropy),
        ["sparse_categorical_crossentropy"] = typeof(SparseCategoricalCrossentropy),
        ["BinaryCrossentropy"] = typeof(BinaryCrossentropy),
        ["binary_crossentropy"] = typeof(BinaryCrossentropy),
        ["bce"] = typeof(BinaryCrossentropy),
    };
}
