using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>1 / √x.</summary>
public readonly struct Rsqrt : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.One / T.Sqrt(x);

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Vector256<T>.One / Vector256.Sqrt(x);
}
