namespace Diglot.Keras.Metrics;

/// <summary>√ of the mean of (y_true − y_pred)². See keras.io/api/metrics/regression_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class RootMeanSquaredError(string name = "root_mean_squared_error") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override double result() => Math.Sqrt(base.result());

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return (y_pred - y_true).Square().Mean(-1);
    }
}
