using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>max(x, 0); NaN stays.</summary>
public readonly struct Relu : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => T.IsNaN(x) || x > T.Zero ? x : T.Zero;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, INumber<T>
        => Vector256.Max(x, Vector256<T>.Zero);
}
