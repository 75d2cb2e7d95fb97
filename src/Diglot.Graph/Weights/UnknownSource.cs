namespace Diglot.Graph.Weights;

/// <summary>A weight of which only the shape is known: the source held an architecture alone.</summary>
/// <param name="type">Element type.</param>
/// <param name="shape">Length of each axis.</param>
public sealed class UnknownSource(DType type, IReadOnlyList<int> shape) : ArraySource(type, shape)
{
    /// <inheritdoc/>
    public override NDArray Read() => throw new InvalidOperationException(
        "The source describes an architecture without weights: there are no values to read. Give a file that holds weights.");
}
