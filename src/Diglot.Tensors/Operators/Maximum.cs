using System.Numerics;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>The larger; NaN wins.</summary>
public readonly struct Maximum : IBinaryOperator
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => T.Max(x, y);

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    public static Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, INumber<T>
        => Vector256.Max(x, y);
}
