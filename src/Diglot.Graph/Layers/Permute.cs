namespace Diglot.Graph.Layers;

/// <summary>Axis i of the result is axis <paramref name="Axes"/>[i] of the input.</summary>
/// <param name="Axes">All axes, the batch axis (0) first.</param>
public sealed record Permute(IReadOnlyList<int> Axes) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => Axes.Count == inputs[0].Rank
        ? inputs[0].Permute(Axes)
        : throw new GraphException($"a permutation of {Axes.Count} axes was given {inputs[0]}.");
}
