namespace Diglot.Graph.Layers;

/// <summary>e^x / Σ e^x where the sum runs over several axes at once.</summary>
/// <param name="Axes">The axes, counted from 0.</param>
public sealed record JointSoftmax(IReadOnlyList<int> Axes) : Layer
{
    /// <inheritdoc/>
    public override string Kind => nameof(Softmax);
}
