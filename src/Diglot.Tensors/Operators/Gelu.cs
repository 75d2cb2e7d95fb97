using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>
/// x · Φ(x) with the normal distribution function Φ(x) = erfc(−x/√2) / 2: the exact form, precise in the left tail too.
/// Source: torch.nn.GELU (approximate='none'), keras.activations.gelu (approximate=False).
/// </summary>
public readonly struct Gelu : IFloatFunction
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
    {
        var half = Vector256.Create(T.CreateTruncating(0.5));
        return x * (half * Erfc.Invoke(x * Vector256.Create(T.CreateTruncating(-0.70710678118654752440))));
    }
}
