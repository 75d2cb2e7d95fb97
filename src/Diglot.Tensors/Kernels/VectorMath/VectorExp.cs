using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>
/// e to the power x, eight or four elements at a time, at most 1 ulp off.
/// <para>
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2; eˣ = 2ⁿ·eʳ. The polynomial for eʳ is a minimax fit; 2ⁿ is multiplied in two halves, so that
/// results which are subnormal or overflow come out as IEEE arithmetic has them. exp(−∞) = 0, exp(+∞) = ∞, NaN stays NaN.
/// </para>
/// </summary>
public static class VectorExp
{
    // ln 2 in two parts; the first has so few bits that n·Ln2High is exact even without a fused multiply-add.
    const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    // 1.5·2²³: adding it rounds to a whole number and leaves that number in the low bits.
    const float Rounder = 12582912f;

    /// <summary>exp(x) of single-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => InvokeSum(x, Vector256<float>.Zero);

    /// <summary>exp(x) of double-precision elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x) => Vector256.Exp(x);

    /// <summary>exp(x + low), where low is a small correction that x is too short to hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> InvokeSum(Vector256<float> x, Vector256<float> low)
    {
        // The bound comes first, so that NaN passes.
        x = Vector256.MinNative(Vector256.Create(89f), Vector256.MaxNative(Vector256.Create(-105f), x));
        var (shifted, r) = Reduce(x);
        var p = Polynomial(r + low);
        return Scale(p, shifted);
    }

    /// <summary>exp(x) where the caller knows that −87 ≤ x ≤ 88: saves the second multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> InvokeNormal(Vector256<float> x)
    {
        var (shifted, r) = Reduce(x);
        var p = Polynomial(r);
        return (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>Rounder + n, and the remainder x − n·ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<float> Shifted, Vector256<float> Remainder) Reduce(Vector256<float> x)
    {
        var shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), Vector256.Create(Rounder));
        var n = shifted - Vector256.Create(Rounder);
        var r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), x);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2Low), r);
        return (shifted, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Polynomial(Vector256<float> r)
    {
        var q = Vector256.Create(0.001381421404f);
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.008368916867f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.04166840702f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.1666651898f));
        q = Vector256.MultiplyAddEstimate(q, r, Vector256.Create(0.4999999334f));
        q = Vector256.MultiplyAddEstimate(q, r * r, r);
        return q + Vector256<float>.One;
    }

    /// <summary>p·2ⁿ in two steps, right for every n from −150 to 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Scale(Vector256<float> p, Vector256<float> shifted)
    {
        var n = shifted.AsInt32() - Vector256.Create(Rounder).AsInt32();
        var half = n >> 1;
        var one = Vector256<float>.One.AsInt32();
        return p * ((half << 23) + one).AsSingle() * (((n - half) << 23) + one).AsSingle();
    }
}
