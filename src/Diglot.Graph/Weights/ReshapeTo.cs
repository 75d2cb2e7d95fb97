namespace Diglot.Graph.Weights;

/// <summary>The same elements in row-major order under another shape.</summary>
public sealed record ReshapeTo(params IReadOnlyList<int> Shape) : WeightOperation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Result(IReadOnlyList<int> shape) => Shape;

    /// <inheritdoc/>
    public override WeightOperation Inverse(IReadOnlyList<int> shape) => new ReshapeTo(shape);

    /// <inheritdoc/>
    public override string Text => $"reshape({string.Join(", ", Shape)})";
}
