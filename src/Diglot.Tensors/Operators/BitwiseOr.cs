using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Or of two truth values, or of each bit of two whole numbers.</summary>
public readonly struct BitwiseOr : IBitOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>
        => x | y;
}
