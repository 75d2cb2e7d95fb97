using System.Text.Json.Nodes;

namespace Diglot.Keras.Metrics;

/// <summary>How often the one-hot label's class is among the k largest predictions. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <param name="k">How many count.</param>
/// <param name="name">Its name in logs.</param>
[Face("keras.metrics")]
public sealed class TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : MeanMetric(name)
{
    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config["k"] = k;
        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred) => TopK.Hits(y_true.ArgMax(-1), y_pred, k);
}
