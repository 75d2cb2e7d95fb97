using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>An operation on the bits of two whole numbers or truth values.</summary>
public interface IBitOperator
{
    /// <summary>The operation on one pair.</summary>
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>;
}
