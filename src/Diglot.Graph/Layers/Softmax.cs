namespace Diglot.Graph.Layers;

/// <summary>e^x / Σ e^x along one axis, or its logarithm.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
/// <param name="IsLogarithm">Whether the logarithm is taken.</param>
public sealed record Softmax(int Axis, bool IsLogarithm = false) : Layer
{
    /// <inheritdoc/>
    public override string Kind => IsLogarithm ? "LogSoftmax" : nameof(Softmax);
}
