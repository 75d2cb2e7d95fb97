namespace Diglot.Graph.Layers;

/// <summary>A ramp with settings: Maximum where x reaches it, x from the threshold on, slope · (x − threshold) below. The usual ReLU, ReLU6 and LeakyReLU are <see cref="Activation"/>s.</summary>
/// <param name="Maximum">Largest result, or null.</param>
/// <param name="Slope">Slope below the threshold.</param>
/// <param name="Threshold">Where the ramp begins.</param>
public sealed record Rectifier(double? Maximum, double Slope, double Threshold) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "ReLU";

    /// <inheritdoc/>
    public override bool IsElementwise => true;
}
