using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>Hyperbolic tangent, at most 2 ulp off: x + x³P(x²) for |x| below 0.625, elsewhere 1 − 2 / (e^2|x| + 1) with the sign of x.</summary>
public static class VectorTanh
{
    /// <summary>tanh(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var one = Vector256<float>.One;
        var sign = Vector256.Create(-0f);
        var size = Vector256.AndNot(x, sign);
        // From 10 on the result is 1; the bound keeps e^2|x| in the range of the short form of exp.
        var bounded = Vector256.MinNative(Vector256.Create(10f), size);
        var e = VectorExp.InvokeNormal(bounded + bounded);
        var far = one - Vector256.Create(2f) / (e + one);

        var z = x * x;
        var p = Vector256.Create(-0.005717047919f);
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.02065059155f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.05374349971f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.133314913f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.3333328392f));
        var near = Vector256.MultiplyAddEstimate(p * z, x, x);

        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(0.625f)), near, far | (x & sign));
    }

    /// <summary>tanh(x) of double-precision elements, by the platform's function.</summary>
    public static Vector256<double> Invoke(Vector256<double> x) => Lanes.Map<Scalar>(x);

    readonly struct Scalar : IScalarFunction
    {
        public static double Invoke(double x) => Math.Tanh(x);
    }
}
