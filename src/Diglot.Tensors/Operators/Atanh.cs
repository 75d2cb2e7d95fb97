using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse hyperbolic tangent.</summary>
public readonly struct Atanh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Atanh(x);
}
