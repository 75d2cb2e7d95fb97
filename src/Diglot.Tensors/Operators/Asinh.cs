using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Inverse hyperbolic sine.</summary>
public readonly struct Asinh : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.Asinh(x);
}
