using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>x where y > 0, else 0: the gradient of relu, from the gradient x of its result y.</summary>
public readonly struct ReluGradient : IBinaryOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => y > T.Zero ? x : T.Zero;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    public static Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, INumber<T>
        => Vector256.ConditionalSelect(Vector256.GreaterThan(y, Vector256<T>.Zero), x, Vector256<T>.Zero);
}
