using System.Text.Json.Nodes;

namespace Diglot.Keras.Losses;

/// <summary>Mean over an axis of −(y_true · log y_pred + (1 − y_true) · log(1 − y_pred)). See keras.io/api/losses/probabilistic_losses.</summary>
/// <remarks>
/// Probabilities are kept within 1e-7 … 1 − 1e-7; right behind a sigmoid layer the logits are used instead.
/// PyTorch: BCEWithLogitsLoss for logits, BCELoss (which limits the logarithm to −100) for probabilities.
/// </remarks>
[Face("keras.losses")]
public sealed class BinaryCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="from_logits">Whether y_pred are logits rather than probabilities.</param>
    /// <param name="label_smoothing">Draws targets towards ½, 0 … 1.</param>
    /// <param name="axis">The axis averaged over.</param>
    /// <param name="reduction">How the losses of samples become one number.</param>
    /// <param name="name">Its name in logs.</param>
    public BinaryCrossentropy(bool from_logits = false, double label_smoothing = 0, int axis = -1, string reduction = "sum_over_batch_size", string? name = null)
        : base(reduction, name) => (this.from_logits, this.label_smoothing, this.axis) = (from_logits, label_smoothing, axis);

    /// <summary>Whether y_pred are logits.</summary>
    public bool from_logits { get; }

    /// <summary>Draws targets towards ½.</summary>
    public double label_smoothing { get; }

    /// <summary>The axis averaged over.</summary>
    public int axis { get; }

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["from_logits"], config["label_smoothing"], config["axis"]) = (from_logits, label_smoothing, axis);
        return config;
    }

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = SameRank(y_true, y_pred);
        if (label_smoothing > 0)
        {
            y_true = (y_true * (1 - label_smoothing)) + (0.5 * label_smoothing);
        }

        var logits = from_logits ? y_pred : LogitsMemory.BehindSigmoid(y_pred);
        if (logits is not null)
        {
            return (logits.Softplus() - (logits * y_true)).Mean(axis);
        }

        var p = y_pred.Clamp(Epsilon, 1 - Epsilon);
        return -((y_true * p.Log()) + ((1 - y_true) * (1 - p).Log())).Mean(axis);
    }
}
