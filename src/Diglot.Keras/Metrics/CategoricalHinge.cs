namespace Diglot.Keras.Metrics;

/// <summary>Mean categorical hinge loss. See keras.io/api/metrics/hinge_metrics.</summary>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class CategoricalHinge(string name = "categorical_hinge") : LossMetric(name, new Losses.CategoricalHinge(reduction: "none"))
{
}
