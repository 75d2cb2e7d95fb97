using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>An activation on vectors, as a type argument: each kernel is compiled once for each activation.</summary>
internal interface IActivation
{
    static abstract Vector256<T> Apply<T>(Vector256<T> x) where T : unmanaged;

    /// <summary>The derivative, from the result y.</summary>
    static abstract Vector256<T> Derivative<T>(Vector256<T> y) where T : unmanaged;
}

internal readonly struct LinearActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Apply<T>(Vector256<T> x) where T : unmanaged => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Derivative<T>(Vector256<T> y) where T : unmanaged => Vector256<T>.One;
}

internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Apply<T>(Vector256<T> x) where T : unmanaged =>
        Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<T>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Derivative<T>(Vector256<T> y) where T : unmanaged =>
        Vector256.GreaterThan(y, Vector256<T>.Zero) & Vector256<T>.One;
}

internal readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Apply<T>(Vector256<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? Short(x.AsSingle()).As<float, T>()
        : VectorSigmoid.Invoke(x.AsDouble()).As<double, T>();

    /// <summary>
    /// As <see cref="VectorSigmoid"/>, in half the instructions: bounding the argument first allows the short form of exp. Below −88, where the
    /// result is subnormal, it is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Short(Vector256<float> x)
    {
        // The bound comes first, so that NaN passes.
        var bounded = Vector256.MinNative(Vector256.Create(87f), Vector256.MaxNative(Vector256.Create(-88f), x));
        var y = Vector256<float>.One / (Vector256<float>.One + VectorExp.InvokeNormal(-bounded));
        return Vector256.AndNot(y, Vector256.LessThan(x, Vector256.Create(-88f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Derivative<T>(Vector256<T> y) where T : unmanaged => y * (Vector256<T>.One - y);
}

internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Apply<T>(Vector256<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? VectorTanh.Invoke(x.AsSingle()).As<float, T>()
        : VectorTanh.Invoke(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Derivative<T>(Vector256<T> y) where T : unmanaged => Vector256<T>.One - (y * y);
}
