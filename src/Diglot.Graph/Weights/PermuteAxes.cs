namespace Diglot.Graph.Weights;

/// <summary>Axis i of the result is axis <paramref name="Axes"/>[i].</summary>
public sealed record PermuteAxes(params IReadOnlyList<int> Axes) : WeightOperation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Result(IReadOnlyList<int> shape) => [.. Axes.Select(axis => shape[axis])];

    /// <inheritdoc/>
    public override WeightOperation Inverse(IReadOnlyList<int> shape) => new PermuteAxes([.. Enumerable.Range(0, Axes.Count).Select(axis => Axes.ToList().IndexOf(axis))]);

    /// <inheritdoc/>
    public override string Text => $"permute({string.Join(", ", Axes)})";
}
