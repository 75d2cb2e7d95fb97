using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>ln(1 + x) without losing small x: the rounding error of 1 + x is put back, ln u + (x − (u − 1)) / u. At most 2 ulp off (double: 4 ulp).</summary>
public static class VectorLog1p
{
    /// <summary>log1p(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var u = Vector256<float>.One + x;
        // The larger addend is the one whose rounding can be recovered.
        var lost = Vector256.ConditionalSelect(
            Vector256.GreaterThan(x, Vector256<float>.One), Vector256<float>.One - (u - x), x - (u - Vector256<float>.One));
        var log = VectorLog.Invoke(u);
        var result = log + lost / u;
        // 1/0 and ∞ − ∞ in the correction would spoil the ends.
        var plain = Vector256.Equals(u, Vector256<float>.Zero) | Vector256.Equals(u, Vector256.Create(float.PositiveInfinity));
        result = Vector256.ConditionalSelect(plain, log, result);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-10f)), x, result);
    }

    /// <summary>log1p(x) of double-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var u = one + x;
        var lost = Vector256.ConditionalSelect(Vector256.GreaterThan(x, one), one - (u - x), x - (u - one));
        var log = Vector256.Log(u);
        var result = log + lost / u;
        var plain = Vector256.Equals(u, Vector256<double>.Zero) | Vector256.Equals(u, Vector256.Create(double.PositiveInfinity));
        result = Vector256.ConditionalSelect(plain, log, result);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-18)), x, result);
    }
}
