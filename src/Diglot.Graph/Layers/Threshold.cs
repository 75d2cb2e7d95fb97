namespace Diglot.Graph.Layers;

/// <summary>x above a limit, a fixed number elsewhere.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Otherwise">The number.</param>
public sealed record Threshold(double Limit, double Otherwise) : Layer
{
    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
