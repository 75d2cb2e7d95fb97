using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>A question about two elements of one type. NaN is unequal to everything and neither less nor greater.</summary>
public interface IComparison
{
    /// <summary>The answer for one pair.</summary>
    static abstract bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    /// <summary>Whether <see cref="Invoke{T}(Vector256{T}, Vector256{T})"/> is implemented for elements of this type.</summary>
    static virtual bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => false;

    /// <summary>The answers for pairs of two vectors: lanes with all bits set are true.</summary>
    static virtual Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, INumber<T>
        => throw new NotSupportedException("This operator has no vector form.");
}
