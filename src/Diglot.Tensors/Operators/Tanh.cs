using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Hyperbolic tangent.</summary>
public readonly struct Tanh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Tanh(x);
}
