using System.Text.Json.Nodes;

namespace Diglot.Keras.Losses;

/// <summary>−log y_pred[class] for targets given as class numbers. See keras.io/api/losses/probabilistic_losses.</summary>
/// <remarks>
/// Probabilities are kept within 1e-7 … 1 − 1e-7 and then divided by their sum; right behind a softmax layer the logits are used instead.
/// PyTorch: CrossEntropyLoss on logits; its ignore_index acts like ignore_class: such samples are left out of the mean.
/// </remarks>
[Face("keras.losses")]
public sealed class SparseCategoricalCrossentropy : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="from_logits">Whether y_pred are logits rather than probabilities.</param>
    /// <param name="ignore_class">A class number whose samples do not count.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="reduction">How the losses of samples become one number.</param>
    /// <param name="name">Its name in logs.</param>
    public SparseCategoricalCrossentropy(bool from_logits = false, int? ignore_class = null, int axis = -1, string reduction = "sum_over_batch_size", string? name = null)
        : base(reduction, name) => (this.from_logits, this.ignore_class, this.axis) = (from_logits, ignore_class, axis);

    /// <summary>Whether y_pred are logits.</summary>
    public bool from_logits { get; }

    /// <summary>A class number whose samples do not count.</summary>
    public int? ignore_class { get; }

    /// <summary>The axis of the classes.</summary>
    public int axis { get; }

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        (config["from_logits"], config["ignore_class"]) = (from_logits, ignore_class);
        if (axis != -1)
        {
            // Keras itself leaves the axis out.
            config["axis"] = axis;
        }

        return config;
    }

    /// <inheritdoc/>
    internal override Tensor? Counted(Tensor y_true, Tensor y_pred)
        => ignore_class is { } number ? 1 - Classes(y_true, y_pred).To(DType.Int64).EqualTo(number).To(y_pred.Type) : null;

    /// <inheritdoc/>
    private protected override Tensor Each(Tensor y_true, Tensor y_pred)
    {
        y_true = Classes(y_true, y_pred);
        if (y_true.Rank != y_pred.Rank - 1)
        {
            throw new ArgumentException(
                $"sparse_categorical_crossentropy needs one class number for each prediction; received targets {y_true.Shape} and predictions {y_pred.Shape}. "
                + "For one-hot targets use categorical_crossentropy.");
        }

        var classes = y_true.To(DType.Int64);
        var ignored = ignore_class is { } number ? classes.EqualTo(number) : null;
        classes = ignored is null ? classes : Tensor.Where(ignored, classes * 0, classes);
        var logits = from_logits ? y_pred : LogitsMemory.BehindSoftmax(y_pred) ?? y_pred.Clamp(Epsilon, 1 - Epsilon).Log();
        var losses = -logits.LogSoftmax(axis).Gather(axis, classes.ExpandDims(axis < 0 ? axis + y_pred.Rank : axis)).Squeeze(axis);
        return ignored is null ? losses : Tensor.Where(ignored, losses * 0, losses);
    }

    private Tensor Classes(Tensor y_true, Tensor y_pred) => y_true.Rank == y_pred.Rank && y_true.Shape[axis] == 1 ? y_true.Squeeze(axis) : y_true;
}
