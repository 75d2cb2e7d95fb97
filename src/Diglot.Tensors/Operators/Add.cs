using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>x + y.</summary>
public readonly struct Add : IBinaryOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => x + y;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    public static Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, INumber<T>
        => x + y;
}
