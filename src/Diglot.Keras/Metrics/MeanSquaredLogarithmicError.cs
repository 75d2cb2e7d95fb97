namespace Diglot.Keras.Metrics;

/// <summary>Mean of the squared difference of the logarithms of 1 + value. See keras.io/api/metrics/regression_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class MeanSquaredLogarithmicError(string name = "mean_squared_logarithmic_error") : LossMetric(name, new Losses.MeanSquaredLogarithmicError(reduction: "none"))
{
}
