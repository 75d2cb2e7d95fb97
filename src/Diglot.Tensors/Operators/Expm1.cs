using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>eˣ − 1, exact near 0.</summary>
public readonly struct Expm1 : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.ExpM1(x);
}
