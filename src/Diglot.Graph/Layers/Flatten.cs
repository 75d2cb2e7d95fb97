namespace Diglot.Graph.Layers;

/// <summary>All axes of an example in one, row-major: (N, …) → (N, F).</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => [inputs[0][0], (int?)inputs[0].ElementsPerExample];
}
