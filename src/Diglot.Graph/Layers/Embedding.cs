using Diglot.Graph.Weights;

namespace Diglot.Graph.Layers;

/// <summary>Rows of a table by their numbers: (…) whole numbers to (…, D).</summary>
/// <param name="Table">(rows, D).</param>
public sealed record Embedding(Weight Table) : Layer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => [Table];

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs) => ValueShape.Create([.. inputs[0], Table.Shape[1]]);

    /// <inheritdoc/>
    public override DType ResultType(DType input) => Table.Type;
}
