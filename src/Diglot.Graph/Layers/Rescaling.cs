namespace Diglot.Graph.Layers;

/// <summary>x · scale + offset with fixed numbers.</summary>
/// <param name="Scale">What is multiplied by.</param>
/// <param name="Offset">What is added.</param>
public sealed record Rescaling(double Scale, double Offset) : Layer
{
    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
