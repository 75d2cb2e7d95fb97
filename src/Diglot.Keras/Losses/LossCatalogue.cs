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
        ["Huber"] = typeof(Huber),
        ["huber"] = typeof(Huber),
        ["LogCosh"] = typeof(LogCosh),
        ["log_cosh"] = typeof(LogCosh),
        ["logcosh"] = typeof(LogCosh),
        ["MeanAbsolutePercentageError"] = typeof(MeanAbsolutePercentageError),
        ["mean_absolute_percentage_error"] = typeof(MeanAbsolutePercentageError),
        ["mape"] = typeof(MeanAbsolutePercentageError),
        ["MAPE"] = typeof(MeanAbsolutePercentageError),
        ["MeanSquaredLogarithmicError"] = typeof(MeanSquaredLogarithmicError),
        ["mean_squared_logarithmic_error"] = typeof(MeanSquaredLogarithmicError),
        ["msle"] = typeof(MeanSquaredLogarithmicError),
        ["MSLE"] = typeof(MeanSquaredLogarithmicError),
        ["Hinge"] = typeof(Hinge),
        ["hinge"] = typeof(Hinge),
        ["SquaredHinge"] = typeof(SquaredHinge),
        ["squared_hinge"] = typeof(SquaredHinge),
        ["CategoricalHinge"] = typeof(CategoricalHinge),
        ["categorical_hinge"] = typeof(CategoricalHinge),
        ["KLDivergence"] = typeof(KLDivergence),
        ["kl_divergence"] = typeof(KLDivergence),
        ["kld"] = typeof(KLDivergence),
        ["KLD"] = typeof(KLDivergence),
        ["kullback_leibler_divergence"] = typeof(KLDivergence),
        ["Poisson"] = typeof(Poisson),
        ["poisson"] = typeof(Poisson),
        ["CosineSimilarity"] = typeof(CosineSimilarity),
        ["cosine_similarity"] = typeof(CosineSimilarity),
        ["CategoricalCrossentropy"] = typeof(CategoricalCrossentropy),
        ["categorical_crossentropy"] = typeof(CategoricalCrossentropy),
        ["SparseCategoricalCrossentropy"] = typeof(SparseCategoricalCrossentropy),
        ["sparse_categorical_crossentropy"] = typeof(SparseCategoricalCrossentropy),
        ["BinaryCrossentropy"] = typeof(BinaryCrossentropy),
        ["binary_crossentropy"] = typeof(BinaryCrossentropy),
        ["bce"] = typeof(BinaryCrossentropy),
    };
}
