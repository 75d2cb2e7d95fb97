using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>y = W · x + b along the last axis. Input (…, I), result (…, O).</summary>
/// <param name="Kernel">W, (O, I).</param>
/// <param name="Bias">b, (O), or null.</param>
public sealed record Dense(Weight Kernel, Weight? Bias) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => Present(Kernel, Bias);

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => inputs[0][-1] is { } length && length != Kernel.Shape[1]
        ? throw new GraphException($"its weights are for {Kernel.Shape[1]} features on the last axis; received {inputs[0]}.")
        : inputs[0].With(-1, Kernel.Shape[0]);
}
