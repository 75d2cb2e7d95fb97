namespace Diglot.Graph.Layers;

/// <summary>(x − mean) / deviation with fixed numbers along one axis, or x · deviation + mean.</summary>
/// <param name="Axis">The axis that has numbers of its own.</param>
/// <param name="Mean">One number for each element of the axis.</param>
/// <param name="Deviation">Likewise.</param>
/// <param name="Inverts">Whether it is undone instead.</param>
public sealed record Standardization(int Axis, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, bool Inverts) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => inputs[0][Axis] is { } length && length != Mean.Count
        ? throw new GraphException($"it has {Mean.Count} numbers for axis {Axis}; received {inputs[0]}.")
        : inputs[0];
}
