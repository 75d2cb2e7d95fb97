using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>−x.</summary>
public readonly struct Negate : INumberFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, INumber<T>
        => -x;

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, INumber<T>
        => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, INumber<T>
        => -x;
}
