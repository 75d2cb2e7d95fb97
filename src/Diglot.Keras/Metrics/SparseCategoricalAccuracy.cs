namespace Diglot.Keras.Metrics;

/// <summary>How often the largest prediction stands at the label's class number. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        if (y_true.Rank == y_pred.Rank && y_true.Shape[-1] == 1)
        {
            y_true = y_true.Squeeze(-1);
        }

        return y_true.To(DType.Int64).EqualTo(y_pred.ArgMax(-1));
    }
}
