namespace Diglot.Graph.Training;

/// <summary>What a loss computes, in the field's words.</summary>
/// <param name="Kind">Which loss.</param>
/// <param name="FromLogits">Whether it takes logits (scores before softmax or sigmoid) rather than probabilities; only for cross-entropies.</param>
/// <param name="Reduction">How losses of single examples are put together: <c>mean</c>, <c>sum</c>, <c>none</c>.</param>
/// <param name="LabelSmoothing">Share of the target that is spread over all classes.</param>
/// <param name="Delta">Where Huber's square becomes a straight line; of no meaning to other losses.</param>
public sealed record LossForm(LossKind Kind, bool FromLogits = false, string Reduction = "mean", double LabelSmoothing = 0, double Delta = 1);
