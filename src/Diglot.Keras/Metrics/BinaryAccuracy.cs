using System.Text.Json.Nodes;

namespace Diglot.Keras.Metrics;

/// <summary>How often predictions above a threshold stand where labels are 1. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <param name="name">Its name in logs.</param>
/// <param name="threshold">Probability from which a prediction counts as 1.</param>
[Face("keras.metrics")]
public sealed class BinaryAccuracy(string name = "binary_accuracy", double threshold = 0.5) : MeanMetric(name)
{
    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config["threshold"] = threshold;
        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        return y_true.EqualTo(y_pred.Greater(threshold).To(y_true.Type));
    }
}
