namespace Diglot.Keras.Metrics;

/// <summary>Mean cross-entropy against one-hot targets. See keras.io/api/metrics/probabilistic_metrics.</summary>
/// <param name="name">Its name in logs.</param>
/// <param name="from_logits">Whether predictions are logits rather than probabilities.</param>
/// <param name="label_smoothing">Share of each target that is spread evenly over all classes, 0 … 1.</param>
/// <param name="axis">The axis of the classes.</param>
[Face("keras.metrics")]
public sealed class CategoricalCrossentropy(string name = "categorical_crossentropy", bool from_logits = false, double label_smoothing = 0, int axis = -1) : LossMetric(name, new Losses.CategoricalCrossentropy(from_logits, label_smoothing, axis, reduction: "none"))
{
}
