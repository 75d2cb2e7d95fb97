namespace Diglot.Graph.Layers;

/// <summary>The elements of each example under another shape, row-major.</summary>
/// <param name="Lengths">The new lengths, batch left out; one may be −1.</param>
public sealed record Reshape(IReadOnlyList<int> Lengths) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var all = inputs[0].ElementsPerExample;
        var given = Lengths.Where(static length => length >= 0).Aggregate(1L, static (product, length) => product * length);
        var open = Lengths.Count(static length => length < 0);
        return open > 1 || (all is { } known && (open == 0 ? known != given : given == 0 || known % given != 0))
            ? throw new GraphException($"an example of {inputs[0]} has no shape ({string.Join(", ", Lengths)}).")
            : [inputs[0][0], .. Lengths.Select(length => length >= 0 ? length : (int?)(all / given))];
    }
}
