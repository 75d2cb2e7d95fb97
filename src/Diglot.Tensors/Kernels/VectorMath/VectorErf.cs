using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>Error function 2/√π ∫₀ˣ e^−t² dt, at most 2 ulp off. Near 0 an odd minimax polynomial, further out 1 − erfc |x| with the sign of x.</summary>
public static class VectorErf
{
    /// <summary>erf(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var sign = Vector256.Create(-0f);
        var size = Vector256.AndNot(x, sign);
        // From 4 on the result is 1. ln erfc is smooth, so that a polynomial in |x| serves as exponent.
        var t = Vector256.MinNative(Vector256.Create(4f), size);
        var g = Vector256.Create(-2.021612287e-5f);
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(0.0004240601776f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(-0.004119392692f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(0.02497972729f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(-0.1080579196f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(-0.6335548765f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(-1.12940875f));
        g = Vector256.MultiplyAddEstimate(g, t, Vector256.Create(0.0001518570494f));
        var far = Vector256<float>.One - VectorExp.InvokeNormal(g);
        var near = Vector256.MultiplyAddEstimate(x, Near(x * x), x);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256<float>.One), near, far | (x & sign));
    }

    /// <summary>erf(x) of double-precision elements.</summary>
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var sign = Vector256.Create(-0.0);
        var size = Vector256.AndNot(x, sign);
        var far = Vector256<double>.One - VectorErfc.FromZero(size);
        var near = Vector256.MultiplyAddEstimate(x, Near(x * x), x);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256<double>.One), near, far | (x & sign));
    }

    /// <summary>erf(√z)/√z − 1 for z up to 1: without the 1, the coefficients round less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Near(Vector256<float> z)
    {
        var p = Vector256.Create(7.88909551e-5f);
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.0008020834299f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.005189534593f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.02685444424f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.1128360017f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.3761262714f));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.128379166f));
        return p;
    }

    /// <inheritdoc cref="Near(Vector256{float})"/>
    internal static Vector256<double> Near(Vector256<double> z)
    {
        var p = Vector256.Create(-4.2331246504619257e-12);
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(8.7104619373128327e-11));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-1.21649675634089e-9));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(1.4792469453107219e-8));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-1.636464952888257e-7));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(1.6462045978746048e-6));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-1.4925647594397373e-5));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.00012055332903808763));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.00085483270219559265));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.0052239776254236088));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.026866170645129868));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.1128379167095512));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(-0.37612638903183752));
        p = Vector256.MultiplyAddEstimate(p, z, Vector256.Create(0.1283791670955126));
        return p;
    }
}
