using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>
/// Complementary error function 1 − erf x, with a small <i>relative</i> error for large x too (at most 6 ulp).
/// <para>
/// erfc t = e^−t²·R(t), where R falls slowly and is a polynomial in (t − 3)/(t + 3). t² is split into an exact and a small part, since
/// rounding it would be multiplied by t² in the result. Below 0: 2 − erfc |x|.
/// </para>
/// </summary>
public static class VectorErfc
{
    /// <summary>erfc(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var positive = FromZero(Vector256.Abs(x));
        var result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), Vector256.Create(2f) - positive, positive);
        var near = Vector256<float>.One - Vector256.MultiplyAddEstimate(x, VectorErf.Near(x * x), x);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(0.45f)), near, result);
    }

    /// <summary>erfc(x) of double-precision elements.</summary>
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var positive = FromZero(Vector256.Abs(x));
        var result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), Vector256.Create(2.0) - positive, positive);
        var near = Vector256<double>.One - Vector256.MultiplyAddEstimate(x, VectorErf.Near(x * x), x);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(0.45)), near, result);
    }

    /// <summary>erfc(t) for t ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> FromZero(Vector256<float> t)
    {
        t = Vector256.MinNative(Vector256.Create(10.1f), t);
        // 12 bits: the square is exact.
        var high = t & Vector256.Create(0xFFFFF000).AsSingle();
        var exponential = VectorExp.InvokeSum(-(high * high), -((t - high) * (t + high)));
        var y = (t - Vector256.Create(3f)) / (t + Vector256.Create(3f));
        var p = Vector256.Create(5.586348291e-5f);
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(2.875728881e-5f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.0005946260695f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.0007157868597f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.004268919168f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.02439423824f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.07166585588f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.1501157817f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.2456037981f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.3262335638f));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.1790011513f));
        return p * exponential;
    }

    /// <inheritdoc cref="FromZero(Vector256{float})"/>
    internal static Vector256<double> FromZero(Vector256<double> t)
    {
        t = Vector256.MinNative(Vector256.Create(27.3), t);
        // 26 bits: the square is exact.
        var high = t & Vector256.Create(0xFFFFFFFFF8000000).AsDouble();
        var exponential = Vector256.Exp(-(high * high)) * Vector256.Exp(-((t - high) * (t + high)));
        var y = (t - Vector256.Create(4.0)) / (t + Vector256.Create(4.0));
        var p = Vector256.Create(-6.5135163597230374e-11);
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-2.4216172748554427e-10));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(3.9114880531663695e-10));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(2.323001594057573e-9));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-2.5493601542014047e-9));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-1.5924720611738622e-8));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(2.5462593423312918e-8));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(9.6742545180021683e-8));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-2.8410873365351507e-7));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-4.0898517030955699e-7));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(2.9445385276426893e-6));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-1.9031448148081479e-6));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-2.2556033072729605e-5));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(7.8983172495864438e-5));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-2.1761721150691334e-5));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.00079912681301482665));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.0040602636238159971));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.012843946031381178));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.031299056518698555));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.063107815639735454));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.10896317739890459));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.16425781669730918));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.2187196789182649));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(-0.25906804876017164));
        p = Vector256.MultiplyAddEstimate(p, y, Vector256.Create(0.13699945762506139));
        return p * exponential;
    }
}
