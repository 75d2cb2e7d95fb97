namespace Diglot.Keras.Metrics;

/// <summary>Mean cross-entropy against class numbers. See keras.io/api/metrics/probabilistic_metrics.</summary>
/// <param name="name">Its name in logs.</param>
/// <param name="from_logits">Whether predictions are logits rather than probabilities.</param>
/// <param name="ignore_class">A class number whose samples count 0.</param>
/// <param name="axis">The axis of the classes.</param>
[Face("keras.metrics")]
public sealed class SparseCategoricalCrossentropy(string name = "sparse_categorical_crossentropy", bool from_logits = false, int? ignore_class = null, int axis = -1) : LossMetric(name, new Losses.SparseCategoricalCrossentropy(from_logits, ignore_class, axis, reduction: "none"))
{
}
