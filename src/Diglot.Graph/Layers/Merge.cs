namespace Diglot.Graph.Layers;

/// <summary>Combines inputs element by element, with NumPy's broadcasting.</summary>
/// <param name="Operation">How.</param>
public sealed record Merge(MergeOperation Operation) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Operation.ToString();

    /// <inheritdoc/>
    public override bool IsElementwise => true;

    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var rank = inputs.Max(static shape => shape.Rank);
        var lengths = new int?[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var here = inputs.Where(shape => axis >= rank - shape.Rank).Select(shape => shape[axis - (rank - shape.Rank)]).Where(static length => length != 1).ToArray();
            var known = here.Where(static length => length is not null).Distinct().ToArray();
            lengths[axis] = known.Length > 1
                ? throw new GraphException($"{Kind} takes inputs of equal lengths (or 1); received {string.Join(" and ", inputs)}.")
                : here.Length == 0 ? 1 : known is [var length] ? length : null;
        }

        return ValueShape.Create(lengths);
    }
}
