namespace Diglot.Keras.Metrics;

/// <summary>Mean hinge loss. See keras.io/api/metrics/hinge_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class Hinge(string name = "hinge") : LossMetric(name, new Losses.Hinge(reduction: "none"))
{
}
