using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>eˣ − 1 without cancellation near 0, at most 2 ulp off (double: 4 ulp).</summary>
public static class VectorExpm1
{
    /// <summary>
    /// expm1(x) of single-precision elements: eʳ − 1 by a polynomial for |x| below 0.35, elsewhere eˣ − 1 with eˣ = 2ⁿ(1 + p):
    /// 2ⁿp + (2ⁿ − 1), in which only the last sum rounds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var bounded = Vector256.MinNative(Vector256.Create(89f), Vector256.MaxNative(Vector256.Create(-30f), x));
        var (shifted, r) = VectorExp.Reduce(bounded);
        var q = Vector256.Create(0.0001948166012f);
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.001393048356f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.008333855443f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.04166649082f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.1666666526f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.5000000013f));
        // Half of 2ⁿ: 2¹²⁸ itself is no float.
        var half = ((shifted.AsInt32() << 23) + Vector256.Create(0.5f).AsInt32()).AsSingle();
        var square = r * r;
        var exact = half - Vector256.Create(0.5f);
        var sum = Vector256.MultiplyAddEstimate(half, Vector256.MultiplyAddEstimate(q, square, r), exact);
        sum += sum;
        // x itself where it is so small that r² vanishes: keeps −0 and subnormal numbers.
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-10f)), x, sum);
    }

    /// <summary>expm1(x) of double-precision elements, (u − 1)·x / ln u with u = eˣ. Source: W. Kahan, in Higham, Accuracy and Stability, section 1.14.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var u = Vector256.Exp(x);
        var difference = u - one;
        var result = difference * (x / Vector256.Log(u));
        var far = Vector256.GreaterThan(Vector256.Abs(x), Vector256.Create(1.0));
        result = Vector256.ConditionalSelect(far, difference, result);
        return Vector256.ConditionalSelect(Vector256.Equals(u, one), x, result);
    }
}
