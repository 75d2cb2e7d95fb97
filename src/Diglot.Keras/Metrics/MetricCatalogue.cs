using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Metrics;

/// <summary>Every metric by the names that files and programs use.</summary>
internal static class MetricCatalogue
{
    /// <summary>Classes by their own names.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = new[]
    {
        typeof(Accuracy), typeof(BinaryAccuracy), typeof(BinaryCrossentropy), typeof(CategoricalAccuracy), typeof(CategoricalCrossentropy), typeof(CategoricalHinge), typeof(Hinge), typeof(KLDivergence), typeof(LogCoshError), typeof(Mean), typeof(MeanAbsoluteError), typeof(MeanAbsolutePercentageError),
        typeof(MeanSquaredError), typeof(MeanSquaredLogarithmicError), typeof(Poisson), typeof(RootMeanSquaredError), typeof(SparseCategoricalAccuracy), typeof(SparseCategoricalCrossentropy), typeof(SparseTopKCategoricalAccuracy), typeof(SquaredHinge), typeof(TopKCategoricalAccuracy),
    }.ToDictionary(static type => type.Name);

    /// <summary>Short names.</summary>
    private static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        ["mse"] = nameof(MeanSquaredError),
        ["MSE"] = nameof(MeanSquaredError),
        ["mae"] = nameof(MeanAbsoluteError),
        ["MAE"] = nameof(MeanAbsoluteError),
        ["mape"] = nameof(MeanAbsolutePercentageError),
        ["MAPE"] = nameof(MeanAbsolutePercentageError),
        ["msle"] = nameof(MeanSquaredLogarithmicError),
        ["MSLE"] = nameof(MeanSquaredLogarithmicError),
        ["bce"] = nameof(BinaryCrossentropy),
    };

    private static IReadOnlyDictionary<string, Type> SnakeCased { get; } = Classes.ToDictionary(static entry => AutoNames.SnakeCase(entry.Key), static entry => entry.Value);

    /// <summary>
    /// Makes the metric of a name, which is its name in logs too. "accuracy" and "acc" stand for the form that fits the shapes of targets and predictions.
    /// </summary>
    public static Metric Make(string name, Shape targets, Shape predictions)
    {
        if (name is "accuracy" or "acc")
        {
            var form = predictions.Rank > 0 && predictions[-1] == 1 ? "Binary"
                : targets.Rank < predictions.Rank || targets[-1] == 1 ? "SparseCategorical"
                : "Categorical";
            return Make(Classes[form + "Accuracy"], name);
        }

        return Find(name) is { } type
            ? Make(type, name)
            : throw new ArgumentException($"Unknown metric '{name}'.{Choices.Suggest(name, [.. SnakeCased.Keys, .. Aliases.Keys, "accuracy"])}", nameof(name));
    }

    /// <summary>Whether there is a metric of that name.</summary>
    public static bool Knows(string name) => name is "accuracy" or "acc" || Find(name) is not null;

    private static Type? Find(string name)
        => Classes.TryGetValue(name, out var type) || SnakeCased.TryGetValue(name, out type) || (Aliases.TryGetValue(name, out var full) && Classes.TryGetValue(full, out type)) ? type : null;

    private static Metric Make(Type type, string name) => (Metric)KerasObject.Construct(type, new JsonObject { ["name"] = name });
}
