using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>Whether x ≥ y.</summary>
public readonly struct GreaterEqual : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => x >= y;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged, INumber<T>
        => Vector256.GreaterThanOrEqual(x, y);
}
