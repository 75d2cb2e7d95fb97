namespace Diglot.Graph.Layers;

/// <summary>Sums of products of two inputs along one axis of each, example by example; two vectors give one number, (N, 1).</summary>
/// <param name="First">The axis of the first input.</param>
/// <param name="Second">The axis of the second input.</param>
/// <param name="Normalizes">Whether vectors along the axes are brought to length 1 first (cosine).</param>
public sealed record Dot(int First, int Second, bool Normalizes) : Layer
{
    /// <inheritdoc/>
    public override ValueShape InferShape(IReadOnlyList<ValueShape> inputs)
    {
        var (a, b) = (inputs[0], inputs[1]);
        if (a[First] is { } left && b[Second] is { } right && left != right)
        {
            throw new GraphException($"axis {First} of {a} and axis {Second} of {b} must be equally long.");
        }

        int?[] lengths = [a[0], .. a.Where((_, axis) => axis > 0 && axis != First), .. b.Where((_, axis) => axis > 0 && axis != Second)];
        return ValueShape.Create(lengths.Length == 1 ? [.. lengths, 1] : lengths);
    }
}
