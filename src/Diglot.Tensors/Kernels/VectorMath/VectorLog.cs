using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>
/// Natural logarithm, at most 1 ulp off.
/// <para>
/// x = 2ᵉ(1 + f) with 1 + f between √½ and √2; ln x = e·ln 2 + ln(1 + f), the latter by a minimax polynomial.
/// ln 0 = −∞, ln ∞ = ∞, NaN below 0.
/// </para>
/// </summary>
public static class VectorLog
{
    /// <summary>ln x of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var (e, f, cubic) = Split(x);
        // Small terms first: e·ln 2 in two parts, −f²/2, f, and last the large part.
        var low = Vector256.MultiplyAddEstimate(e, Vector256.Create(-2.12194440e-4f), cubic);
        low = Vector256.MultiplyAddEstimate(f * f, Vector256.Create(-0.5f), low);
        return Ends(x, Vector256.MultiplyAddEstimate(e, Vector256.Create(0.693359375f), low + f));
    }

    /// <summary>ln x of double-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x) => Vector256.Log(x);

    /// <summary>The exponent e, the fraction f, and ln(1 + f) − f + f²/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<float> Exponent, Vector256<float> Fraction, Vector256<float> Cubic) Split(Vector256<float> x)
    {
        // Subnormal numbers: scale into the normal range first.
        var subnormal = Vector256.LessThan(x, Vector256.Create(1.17549435e-38f));
        var scaled = Vector256.ConditionalSelect(subnormal, x * Vector256.Create(8388608f), x);
        var bits = scaled.AsInt32() - Vector256.Create(0.70710678f).AsInt32();
        var exponent = bits >> 23;
        var f = (scaled.AsInt32() - (exponent << 23)).AsSingle() - Vector256<float>.One;
        var e = Vector256.ConvertToSingle(exponent) - (subnormal & Vector256.Create(23f));

        var p = Vector256.Create(0.06915392753f);
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.1178979128f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.1187295675f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.1238435071f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.1421866131f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.1666925081f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.2000222644f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.249999866f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.3333331044f));
        return (e, f, p * (f * f) * f);
    }

    /// <summary>Puts in what the general way misses: 0, ∞, negative numbers and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Ends(Vector256<float> x, Vector256<float> result)
    {
        result = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), result);
        result = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(float.PositiveInfinity)), x, result);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), result, Vector256.Create(float.NaN));
    }
}
