namespace Diglot.Graph.Layers;

/// <summary>x · scale + offset with fixed numbers for each place along one axis.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
/// <param name="Scale">What is multiplied by.</param>
/// <param name="Offset">What is added.</param>
public sealed record ChannelRescaling(int Axis, IReadOnlyList<double> Scale, IReadOnlyList<double> Offset) : Layer
{
    /// <inheritdoc/>
    public override string Kind => nameof(Rescaling);
}
