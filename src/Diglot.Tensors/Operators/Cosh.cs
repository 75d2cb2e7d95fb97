using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Hyperbolic cosine.</summary>
public readonly struct Cosh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Cosh(x);
}
