using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse hyperbolic cosine.</summary>
public readonly struct Acosh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Acosh(x);
}
