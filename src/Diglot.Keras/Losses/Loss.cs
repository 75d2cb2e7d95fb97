using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Losses;

/// <summary>
/// What training makes small: one loss for each sample (and position), weighted and reduced to one number.
/// See keras.io/api/losses. PyTorch's losses take (input, target), these (y_true, y_pred).
/// </summary>
public abstract class Loss : IKerasObject, IConfigValue<Loss>
{
    /// <summary>Added inside logarithms and taken off 1, so that neither end is infinite: <c>keras.config.epsilon()</c>.</summary>
    private protected const double Epsilon = 1e-7;

    /// <summary>Names the loss.</summary>
    /// <param name="reduction">
    /// "sum_over_batch_size" (sum over the number of elements), "mean" (the same), "mean_with_sample_weight" (sum over the sum of weights), "sum", or "none".
    /// </param>
    /// <param name="name">Its name in logs.</param>
    private protected Loss(string reduction, string? name)
    {
        this.reduction = Choices.Require("reduction", reduction, "sum_over_batch_size", "mean", "mean_with_sample_weight", "sum", "none");
        this.name = name ?? AutoNames.SnakeCase(GetType().Name);
    }

    /// <summary>Its name in logs.</summary>
    public string name { get; }

    /// <summary>How the losses of samples become one number.</summary>
    public string reduction { get; }

    /// <inheritdoc/>
    public string Module => "keras.losses";

    /// <summary>By name: <c>"categorical_crossentropy"</c>, <c>"mse"</c> …</summary>
    public static implicit operator Loss(string name) => FromConfig(JsonValue.Create(name));

    /// <summary>From a name or a serialised loss.</summary>
    public static Loss FromConfig(JsonNode node)
    {
        var loss = KerasObject.Deserialize<Loss>(node, "loss", LossCatalogue.Classes);
        loss.Spelling = node is JsonValue name ? name.GetValue<string>() : null;
        return loss;
    }

    /// <summary>The name that it was asked for by, which is what Keras then writes into files; null for objects.</summary>
    internal string? Spelling { get; private set; }

    /// <summary>The loss of a batch.</summary>
    /// <param name="y_true">What was wanted.</param>
    /// <param name="y_pred">What the model gives.</param>
    /// <param name="sample_weight">A weight for each sample, or for each of its positions.</param>
    /// <param name="mask">1 where a sample or position counts. A mean is taken over what counts: weights there are scaled by total / counted.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public Tensor call(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null, Tensor? mask = null)
    {
        var losses = Each(y_true, y_pred);
        if (Counted(y_true, y_pred) is { } counted)
        {
            mask = mask is null ? counted : mask.To(counted.Type) * counted;
        }

        return Reduce(losses, mask is null ? sample_weight : Masked(mask.To(losses.Type), sample_weight?.To(losses.Type)));
    }

    /// <inheritdoc/>
    public virtual JsonObject get_config() => new() { ["name"] = name, ["reduction"] = reduction };

    /// <summary>1 where the loss itself lets a sample or position count; null where all do.</summary>
    internal virtual Tensor? Counted(Tensor y_true, Tensor y_pred) => null;

    /// <summary>The loss of each sample and position: the axis that the loss runs over is gone.</summary>
    private protected abstract Tensor Each(Tensor y_true, Tensor y_pred);

    /// <summary>Targets of the predictions' type; (N, 1) and (N) meet as (N, 1), longer shapes lose a last axis of length 1.</summary>
    private protected static (Tensor True, Tensor Pred) SameRank(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = Ranks.Match(y_true, y_pred);
        return (y_true.To(y_pred.Type), y_pred);
    }

    private Tensor Masked(Tensor mask, Tensor? weight)
    {
        if (reduction is "mean" or "sum_over_batch_size")
        {
            var valid = mask.Sum().Item<double>();
            mask = mask * (valid == 0 ? 0 : mask.Length / valid);
        }

        if (weight is null)
        {
            return mask;
        }

        (mask, weight) = Ranks.Match(mask, weight);
        return mask * weight;
    }

    private Tensor Reduce(Tensor losses, Tensor? weight)
    {
        if (weight is not null)
        {
            weight = Fit(weight.To(losses.Type), losses);
            losses = losses * weight;
        }

        return reduction switch
        {
            "none" => losses,
            "sum" => losses.Sum(),
            "mean_with_sample_weight" when weight is not null => Quotient(losses.Sum(), weight.BroadcastTo(losses.Shape).Sum()),
            _ => losses.Length == 0 ? losses.Sum() : losses.Sum() / (double)losses.Length,
        };
    }

    /// <summary>A weight for each sample is spread over its positions.</summary>
    private static Tensor Fit(Tensor weight, Tensor losses)
    {
        if (weight.Rank == losses.Rank + 1 && weight.Shape[-1] == 1)
        {
            weight = weight.Squeeze(-1);
        }

        while (weight.Rank < losses.Rank)
        {
            weight = weight.ExpandDims(-1);
        }

        return weight;
    }

    private static Tensor Quotient(Tensor sum, Tensor weights) => weights.Item<double>() == 0 ? sum * 0 : sum / weights;
}
