using Diglot.Keras.Utils;

namespace Diglot.Keras.Metrics;

/// <summary>Every metric by the names that programs use.</summary>
internal static class MetricCatalogue
{
    /// <summary>Classes by name.</summary>
    public static IReadOnlyDictionary<string, Func<string?, Metric>> Makers { get; } = new Dictionary<string, Func<string?, Metric>>
    {
        ["binary_accuracy"] = static name => new BinaryAccuracy(name ?? "binary_accuracy"),
        ["categorical_accuracy"] = static name => new CategoricalAccuracy(name ?? "categorical_accuracy"),
        ["sparse_categorical_accuracy"] = static name => new SparseCategoricalAccuracy(name ?? "sparse_categorical_accuracy"),
        ["mse"] = static name => new MeanSquaredError(name ?? "mse"),
        ["mean_squared_error"] = static name => new MeanSquaredError(name ?? "mean_squared_error"),
        ["mae"] = static name => new MeanAbsoluteError(name ?? "mae"),
        ["mean_absolute_error"] = static name => new MeanAbsoluteError(name ?? "mean_absolute_error"),
    };

    /// <summary>Makes the metric of a name. "accuracy" and "acc" stand for the form that fits the shapes of targets and predictions.</summary>
    public static Metric Make(string name, Shape targets, Shape predictions)
    {
        if (name is "accuracy" or "acc")
        {
            var form = predictions.Rank > 0 && predictions[-1] == 1 ? "binary_accuracy"
                : targets.Rank < predictions.Rank || targets[-1] == 1 ? "sparse_categorical_accuracy"
                : "categorical_accuracy";
            return Makers[form](name);
        }

        return Makers.TryGetValue(name, out var make) ? make(name)
            : throw new ArgumentException($"Unknown metric '{name}'.{Choices.Suggest(name, Makers.Keys.Append("accuracy"))}", nameof(name));
    }
}
