namespace Diglot.Graph.Layers;

/// <summary>The first half along an axis times the sigmoid of the second half.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record GatedLinearUnit(int Axis) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => inputs[0][Axis] is { } length && length % 2 != 0
        ? throw new GraphException($"axis {Axis} of {inputs[0]} cannot be halved.")
        : inputs[0].With(Axis, inputs[0][Axis] / 2);
}
