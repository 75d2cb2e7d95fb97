using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>log(1 + eˣ), without overflow: max(x, 0) + log(1 + e⁻|x|).</summary>
public readonly struct Softplus : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Invoke(Vector256.Create(x)).ToScalar();

    /// <inheritdoc/>
    public static bool IsVectorized<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke<T>(Vector256<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Vector256.Max(x, Vector256<T>.Zero) + Log1p.Invoke(Exp.Invoke(-Vector256.Abs(x)));
}
