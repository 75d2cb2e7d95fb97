using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Operators;

/// <summary>x · sigmoid(x). Source: torch.nn.SiLU, keras.activations.silu.</summary>
public readonly struct Silu : IFloatFunction
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
        => x * Sigmoid.Invoke(x);
}
