namespace Diglot.Keras.Metrics;

/// <summary>Mean of log(cosh(difference)). See keras.io/api/metrics/regression_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class LogCoshError(string name = "logcosh") : LossMetric(name, new Losses.LogCosh(reduction: "none"))
{
}
