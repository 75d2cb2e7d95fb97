using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>A function of one element of any type with arithmetic; the result has the same type.</summary>
public interface INumberFunction
{
    /// <summary>The function of one element.</summary>
    static abstract T Invoke<T>(T x)
        where T : unmanaged, INumber<T>;

    /// <summary>Whether <see cref="Invoke{T}(Vector256{T})"/> is implemented for elements of this type.</summary>
    static virtual bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => false;

    /// <summary>The function of each element of a vector, to the last bit what the scalar form gives.</summary>
    static virtual Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, INumber<T>
        => throw new NotSupportedException("This operator has no vector form.");
}
