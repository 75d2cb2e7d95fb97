namespace Diglot.Keras.Metrics;

/// <summary>How often predictions equal labels. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <remarks>The string <c>"accuracy"</c> in compile stands for the binary, categorical or sparse form that fits the model's output.</remarks>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class Accuracy(string name = "accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return y_true.EqualTo(y_pred);
    }
}
