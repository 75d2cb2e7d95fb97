namespace Diglot.Keras.Metrics;

/// <summary>Mean Kullback-Leibler divergence. See keras.io/api/metrics/probabilistic_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class KLDivergence(string name = "kl_divergence") : LossMetric(name, new Losses.KLDivergence(reduction: "none"))
{
}
