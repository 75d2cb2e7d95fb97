namespace Diglot.Graph.Layers;

/// <summary>A function without weights on each element.</summary>
/// <param name="Function">Which.</param>
/// <param name="Parameter">Its only number where it has one: the slope of LeakyReLU, alpha of ELU and CELU, the limit of the shrinking ones, b of Squareplus; otherwise unused.</param>
public sealed record Activation(ActivationFunction Function, double Parameter = 0) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Function.ToString();

    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
