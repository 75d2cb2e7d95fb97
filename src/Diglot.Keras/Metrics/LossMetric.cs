using System.Text.Json.Nodes;
using Diglot.Keras.Losses;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Metrics;

/// <summary>The mean of a loss over all samples since the last reset.</summary>
public abstract class LossMetric : MeanMetric
{
    private readonly Loss _loss;

    /// <summary>Takes the loss.</summary>
    /// <param name="name">Its name in logs.</param>
    /// <param name="loss">The loss, with reduction "none".</param>
    private protected LossMetric(string? name, Loss loss)
        : base(name) => _loss = loss;

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        foreach (var (key, value) in _loss.get_config().Where(static entry => entry.Key is not ("name" or "reduction")))
        {
            config[key] = value?.DeepClone();
        }

        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred) => _loss.call(y_true, y_pred);

    /// <inheritdoc/>
    private protected override Tensor Weights(Tensor y_true, Tensor y_pred, Tensor weights)
    {
        if (_loss.Counted(y_true, y_pred) is not { } counted)
        {
            return weights;
        }

        (counted, weights) = Ranks.Match(counted, weights.To(counted.Type));
        return counted * weights;
    }
}
