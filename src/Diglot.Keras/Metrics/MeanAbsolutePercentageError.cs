namespace Diglot.Keras.Metrics;

/// <summary>Mean of the absolute difference in percent of the target. See keras.io/api/metrics/regression_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class MeanAbsolutePercentageError(string name = "mean_absolute_percentage_error") : LossMetric(name, new Losses.MeanAbsolutePercentageError(reduction: "none"))
{
}
