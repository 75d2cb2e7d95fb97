using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>An operation on the bits of two whole numbers or truth values.</summary>
public interface IBitOperator
{
    /// <summary>The operation on one pair.</summary>
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>;

    /// <summary>Whether <see cref="Invoke{T}(Vector256{T}, Vector256{T})"/> is implemented for elements of this type.</summary>
    static virtual bool IsVectorized<T>()
        where T : unmanaged, IBinaryInteger<T>
        => false;

    /// <summary>The operation on each pair of two vectors.</summary>
    static virtual Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, IBinaryInteger<T>
        => throw new NotSupportedException("This operator has no vector form.");
}
