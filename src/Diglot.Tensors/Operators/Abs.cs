using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>|x|.</summary>
public readonly struct Abs : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => T.Abs(x);

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, INumber<T>
        => Vector256.Abs(x);
}
