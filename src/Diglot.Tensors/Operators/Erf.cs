using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;

namespace Diglot.Tensors.Operators;

/// <summary>The Gauss error function: 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
public readonly struct Erf : IFloatFunction
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
        => typeof(T) == typeof(float)
            ? VectorErf.Invoke(x.AsSingle()).As<float, T>()
            : VectorErf.Invoke(x.AsDouble()).As<double, T>();
}
