namespace Diglot.Graph.Layers;

/// <summary>Gives what it takes.</summary>
public sealed record Identity : Layer
{
    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
