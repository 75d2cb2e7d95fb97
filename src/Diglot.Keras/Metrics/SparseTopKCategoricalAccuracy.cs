using System.Text.Json.Nodes;

namespace Diglot.Keras.Metrics;

/// <summary>How often the label's class number is among the k largest predictions. See keras.io/api/metrics/accuracy_metrics.</summary>
/// <param name="k">How many count.</param>
/// <param name="name">Its name in logs.</param>
/// <param name="from_sorted_ids">Whether predictions are class numbers already, the best first.</param>
[Face("keras.metrics")]
public sealed class SparseTopKCategoricalAccuracy(int k = 5, string name = "sparse_top_k_categorical_accuracy", bool from_sorted_ids = false) : MeanMetric(name)
{
    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config["k"] = k;
        if (from_sorted_ids)
        {
            // Keras itself leaves it out.
            config["from_sorted_ids"] = true;
        }

        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        if (y_true.Rank == y_pred.Rank && y_true.Shape[-1] == 1)
        {
            y_true = y_true.Squeeze(-1);
        }

        return from_sorted_ids
            ? y_pred.Slice(y_pred.Rank - 1, 0, Math.Min(k, y_pred.Shape[-1])).EqualTo(y_true.To(y_pred.Type).ExpandDims(-1)).To(DType.Int64).Sum(-1).Greater(0)
            : TopK.Hits(y_true, y_pred, k);
    }
}
