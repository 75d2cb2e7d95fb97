using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>Exclusive or of two truth values, or of each bit of two whole numbers.</summary>
public readonly struct BitwiseXor : IBitOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryInteger<T>
        => x ^ y;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, IBinaryInteger<T>
        => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, IBinaryInteger<T>
        => x ^ y;
}
