using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>1 / √x.</summary>
public readonly struct Rsqrt : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.One / T.Sqrt(x);
}
