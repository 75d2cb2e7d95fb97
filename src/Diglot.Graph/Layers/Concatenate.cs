namespace Diglot.Graph.Layers;

/// <summary>Inputs behind one another along an axis.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record Concatenate(int Axis) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var first = inputs[0];
        foreach (var other in inputs.Skip(1))
        {
            if (other.Rank != first.Rank || Enumerable.Range(1, first.Rank - 1).Any(axis => axis != Axis && first[axis] is { } a && other[axis] is { } b && a != b))
            {
                throw new GraphException($"inputs that are concatenated along axis {Axis} agree in all other lengths; received {string.Join(" and ", inputs)}.");
            }
        }

        return first.With(Axis, inputs.Aggregate((int?)0, (sum, shape) => sum + shape[Axis]));
    }
}
