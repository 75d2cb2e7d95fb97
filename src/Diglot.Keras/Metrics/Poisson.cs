namespace Diglot.Keras.Metrics;

/// <summary>Mean Poisson loss. See keras.io/api/metrics/probabilistic_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class Poisson(string name = "poisson") : LossMetric(name, new Losses.Poisson(reduction: "none"))
{
}
