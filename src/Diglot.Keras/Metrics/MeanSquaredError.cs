namespace Diglot.Keras.Metrics;

/// <summary>Mean of (y_true − y_pred)². See keras.io/api/metrics/regression_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class MeanSquaredError(string name = "mean_squared_error") : MeanMetric(name)
{
    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (y_pred - y_true).Square().Mean(-1);
    }
}
