using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>Logarithm to base 2, at most 2 ulp off and exact for powers of two: e + ln(1 + f) / ln 2 with x = 2ᵉ(1 + f).</summary>
public static class VectorLog2
{
    /// <summary>log₂ x of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var (e, f, cubic) = VectorLog.Split(x);
        // ln(1 + f) as a rounded part and what its rounding lost, so that the product below rounds once only.
        var small = Vector256.MultiplyAddEstimate(f * f, Vector256.Create(-0.5f), cubic);
        var high = (f + small) & Vector256.Create(0xFFFFF000).AsSingle();
        var low = small - (high - f);
        var result = low * Vector256.Create(1.44269504f);
        // 1/ln 2 = 1.4423828125 + 0.00031222837; the first has 12 bits, so that its product with the 12 bits of high is exact.
        result = Vector256.MultiplyAddEstimate(high, Vector256.Create(0.00031222839f), result);
        return VectorLog.Ends(x, Vector256.MultiplyAddEstimate(high, Vector256.Create(1.4423828125f), result) + e);
    }

    /// <summary>log₂ x of double-precision elements, by the platform's function.</summary>
    public static Vector256<double> Invoke(Vector256<double> x) => Lanes.Map<Scalar>(x);

    readonly struct Scalar : IScalarFunction
    {
        public static double Invoke(double x) => Math.Log2(x);
    }
}
