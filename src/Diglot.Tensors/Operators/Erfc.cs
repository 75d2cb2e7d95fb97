using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;

namespace Diglot.Tensors.Operators;

/// <summary>1 − erf(x), exact where erf(x) is almost 1.</summary>
public readonly struct Erfc : IFloatFunction
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
            ? VectorErfc.Invoke(x.AsSingle()).As<float, T>()
            : VectorErfc.Invoke(x.AsDouble()).As<double, T>();
}
