namespace Diglot.Keras.Metrics;

/// <summary>Mean binary cross-entropy. See keras.io/api/metrics/probabilistic_metrics.</summary>
/// <param name="name">Its name in logs.</param>
/// <param name="from_logits">Whether predictions are logits rather than probabilities.</param>
/// <param name="label_smoothing">Draws targets towards ½, 0 … 1.</param>
[Face("keras.metrics")]
public sealed class BinaryCrossentropy(string name = "binary_crossentropy", bool from_logits = false, double label_smoothing = 0) : LossMetric(name, new Losses.BinaryCrossentropy(from_logits, label_smoothing, reduction: "none"))
{
}
