namespace Diglot.Keras.Metrics;

/// <summary>Mean squared hinge loss. See keras.io/api/metrics/hinge_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class SquaredHinge(string name = "squared_hinge") : LossMetric(name, new Losses.SquaredHinge(reduction: "none"))
{
}
