using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Hyperbolic sine.</summary>
public readonly struct Sinh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Sinh(x);
}
