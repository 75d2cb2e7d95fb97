namespace Diglot.Keras.Metrics;

/// <summary>How often the largest prediction stands where the one-hot label is 1. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class CategoricalAccuracy(string name = "categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred) => y_true.ArgMax(-1).EqualTo(y_pred.ArgMax(-1));
}
