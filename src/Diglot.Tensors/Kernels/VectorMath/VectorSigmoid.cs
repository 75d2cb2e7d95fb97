using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>
/// Logistic function 1 / (1 + e⁻ˣ), at most 2 ulp off. With e = e^−|x| it is 1/(1+e) from 0 on and e/(1+e) below: nothing overflows, and the
/// small results keep their precision down to subnormal numbers.
/// </summary>
public static class VectorSigmoid
{
    /// <summary>sigmoid(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var one = Vector256<float>.One;
        var e = VectorExp.Invoke(x | Vector256.Create(-0f));
        var sum = one + e;
        var result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), e, one) / sum;
        // What rounding the sum lost, e − (sum − 1), is exact, and taken off the quotient.
        return Vector256.MultiplyAddEstimate(-result, e - (sum - one), result);
    }

    /// <summary>sigmoid(x) of double-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var e = Vector256.Exp(x | Vector256.Create(-0.0));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), e, one) / (one + e);
    }
}
