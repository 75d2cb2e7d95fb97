using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>A function of one floating-point element. Integer arrays are converted to float32 first.</summary>
public interface IFloatFunction
{
    /// <summary>The function of one element.</summary>
    static abstract T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Whether <see cref="Invoke{T}(Vector256{T})"/> is implemented for elements of this type.</summary>
    static virtual bool IsVectorized<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
        => false;

    /// <summary>The function of each element of a vector, to the last bit what the scalar form gives.</summary>
    static virtual Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => throw new NotSupportedException("This operator has no vector form.");
}
