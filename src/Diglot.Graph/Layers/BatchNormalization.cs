using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>
/// y = gamma · (x − mean) / √(variance + epsilon) + beta along one axis; in training mean and variance are the batch's, and the stored ones move
/// towards them: new = momentum · old + (1 − momentum) · batch.
/// </summary>
/// <param name="Axis">The axis of channels or features.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Share of the old statistics (Keras's momentum; PyTorch's is one minus it); null for the mean over all batches so far.</param>
/// <param name="Gamma">Scale (C), or null.</param>
/// <param name="Beta">Shift (C), or null.</param>
/// <param name="Mean">Moving mean (C).</param>
/// <param name="Variance">Moving variance (C).</param>
public sealed record BatchNormalization(int Axis, double Epsilon, double? Momentum, Weight? Gamma, Weight? Beta, Weight Mean, Weight Variance) : Layer
{
    /// <summary>Whether it uses the stored statistics in training too, and leaves them as they are.</summary>
    public bool IsFrozen { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Gamma, Beta, Mean, Variance);

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => inputs[0][Axis] is { } length && length != Mean.Shape[0]
        ? throw new GraphException($"its weights are for {Mean.Shape[0]} channels on axis {Axis}; received {inputs[0]}.")
        : inputs[0];
}
