using System.Text.Json.Nodes;

namespace Diglot.Keras.Losses;

/// <summary>−Σ y_true · log y_pred over the classes. See keras.io/api/losses/probabilistic_losses.</summary>
/// <remarks>
/// Probabilities are first divided by their sum and kept within 1e-7 … 1 − 1e-7; right behind a softmax layer the logits are used instead.
/// PyTorch: CrossEntropyLoss takes logits (and probability targets), never probabilities.
/// </remarks>
[Face("keras.losses")]
public sealed class CategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="from_logits">Whether y_pred are logits rather than probabilities.</param>
    /// <param name="label_smoothing">Share of each target that is spread evenly over all classes, 0 … 1.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the losses of samples become one number.</param>
    /// <param name="name">Its name in logs.</param>
    public CategoricalCrossentropy(bool from_logits = false, double label_smoothing = 0, int axis = -1, string reduction = "sum_over_batch_size", string? name = null)
        : base(reduction, name) => (this.from_logits, this.label_smoothing, this.axis) = (from_logits, label_smoothing, axis);

    /// <summary>Whether y_pred are logits.</summary>
    public bool from_logits { get; }

    /// <summary>Share of each target that is spread evenly.</summary>
    public double label_smoothing { get; }

    /// <summary>The axis of the classes.</summary>
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
        (y_true, y_pred) = SameRankUnlessClasses(y_true, y_pred);
        if (y_true.Shape != y_pred.Shape)
        {
            throw new ArgumentException(
                $"categorical_crossentropy needs targets of the same shape as the predictions; received targets {y_true.Shape} and predictions {y_pred.Shape}. "
                + "Encode class numbers with keras.utils.to_categorical, or use sparse_categorical_crossentropy.");
        }

        if (label_smoothing > 0)
        {
            y_true = (y_true * (1 - label_smoothing)) + (label_smoothing / y_pred.Shape[axis]);
        }

        var logits = from_logits ? y_pred : LogitsMemory.BehindSoftmax(y_pred);
        var log = logits is not null ? logits.LogSoftmax(axis) : (y_pred / y_pred.Sum([axis], keepAxes: true)).Clamp(Epsilon, 1 - Epsilon).Log();
        return -(y_true * log).Sum(axis);
    }

    private static (Tensor True, Tensor Pred) SameRankUnlessClasses(Tensor y_true, Tensor y_pred)
        => y_true.Rank == y_pred.Rank ? (y_true.To(y_pred.Type), y_pred) : SameRank(y_true, y_pred);
}
