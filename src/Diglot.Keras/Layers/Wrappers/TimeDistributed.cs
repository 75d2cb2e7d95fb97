using Diglot.Faces;

namespace Diglot.Keras.Layers.Wrappers;

/// <summary>The same layer on each step of a sequence: (N, T, …) to (N, T, …), the layer seeing (N, …).</summary>
/// <remarks>
/// See keras.io/api/layers/recurrent_layers/time_distributed. PyTorch: the steps are joined with the batch, <c>x.flatten(0, 1)</c>, and taken apart again; so it is done here,
/// which for layers with batch statistics means statistics over all steps.
/// </remarks>
[Face("keras.layers")]
public sealed class TimeDistributed : Wrapper
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="layer">The layer for each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public TimeDistributed(Layer layer, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(layer, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape) => layer.build(Step(inputShape));

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        var step = layer.compute_output_shape(Step(inputShape));
        return [step[0], inputShape[1], .. step.Slice(1, step.Rank - 1)];
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        _ = Step(inputs.Shape);
        var (batch, steps) = (inputs.Shape[0], inputs.Shape[1]);
        var y = layer.call(inputs.Reshape([batch * steps, .. inputs.Shape.ToArray()[2..]]), training);
        return y.Reshape([batch, steps, .. y.Shape.ToArray()[1..]]);
    }

    private PartialShape Step(PartialShape shape) => shape.Rank >= 3 ? [shape[0], .. shape.Slice(2, shape.Rank - 2)]
        : throw new ArgumentException($"{Where} takes inputs with at least 3 axes: batch, steps, and what the layer inside sees; received shape {shape}.");
}
