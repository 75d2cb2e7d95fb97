namespace Diglot.Graph.Weights;

/// <summary>A weight in memory.</summary>
/// <param name="array">Its elements; they are shared, not copied.</param>
public sealed class MemorySource(NDArray array) : ArraySource(array.Type, [.. array.Shape])
{
    /// <inheritdoc/>
    public override NDArray Read() => array;
}
