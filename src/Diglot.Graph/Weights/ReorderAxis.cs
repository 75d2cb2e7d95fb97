namespace Diglot.Graph.Weights;

/// <summary>Along one axis, element i of the result is element <paramref name="Order"/>[i]: what a Flatten of another axis order asks of the weights behind it.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Order">A permutation of the axis.</param>
/// <param name="Reason">Where the order comes from, for reports: <c>flatten of (5, 5, 16)</c>.</param>
public sealed record ReorderAxis(int Axis, IReadOnlyList<int> Order, string Reason) : WeightOperation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Result(IReadOnlyList<int> shape) => shape;

    /// <inheritdoc/>
    public override WeightOperation Inverse(IReadOnlyList<int> shape)
    {
        var inverse = new int[Order.Count];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[Order[i]] = i;
        }

        return new ReorderAxis(Axis, inverse, Reason);
    }

    /// <inheritdoc/>
    public override string Text => $"reorder(axis {Axis}: {Reason})";
}
