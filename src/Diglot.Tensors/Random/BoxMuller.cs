using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Random;

/// <summary>
/// The block form of Box and Muller's transform (Annals of Mathematical Statistics 29, 1958) that PyTorch uses from 16 elements on: of 16 uniforms
/// the first 8 give radii √(−2 ln(1 − u)), the last 8 angles 2πu. The float32 form evaluates logarithm, sine and cosine by the Cephes polynomials
/// (https://www.netlib.org/cephes/), eight at a time, with the same roundings as PyTorch's x86-64 builds: the results agree to the last bit.
/// </summary>
internal static class BoxMuller
{
    private static readonly float[] LogCoefficients =
    [
        7.0376836292E-2f, -1.1514610310E-1f, 1.1676998740E-1f, -1.2420140846E-1f, 1.4249322787E-1f,
        -1.6668057665E-1f, 2.0000714765E-1f, -2.4999993993E-1f, 3.3333331174E-1f,
    ];

    /// <summary>Sixteen uniforms in place to sixteen normal samples.</summary>
    public static void Transform16(Span<float> block, float mean, float std)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        var radius = Vector256.Sqrt(Vector256.Create(-2f) * Log(Vector256<float>.One - Vector256.LoadUnsafe(ref first)));
        var (sine, cosine) = SinCos(Vector256.Create((float)(2 * Math.PI)) * Vector256.LoadUnsafe(ref first, 8));
        Vector256.FusedMultiplyAdd(radius * cosine, Vector256.Create(std), Vector256.Create(mean)).StoreUnsafe(ref first);
        Vector256.FusedMultiplyAdd(radius * sine, Vector256.Create(std), Vector256.Create(mean)).StoreUnsafe(ref first, 8);
    }

    /// <summary>Sixteen uniforms in place to sixteen normal samples.</summary>
    public static void Transform16(Span<double> block, double mean, double std)
    {
        for (var i = 0; i < 8; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - block[i]));
            var angle = 2 * Math.PI * block[i + 8];
            block[i] = (radius * Math.Cos(angle) * std) + mean;
            block[i + 8] = (radius * Math.Sin(angle) * std) + mean;
        }
    }

    // ln x for x in (0, 1]: x = m·2^e with m in [√½, √2), then a polynomial in m − 1.
    private static Vector256<float> Log(Vector256<float> x)
    {
        var exponent = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(x.AsInt32(), 23) - Vector256.Create(126));
        x = ((x.AsInt32() & Vector256.Create(~0x7f800000)) | Vector256.Create(0.5f).AsInt32()).AsSingle();
        var low = Vector256.LessThan(x, Vector256.Create(0.707106781186547524f));
        var again = x & low;
        exponent -= Vector256<float>.One & low;
        x = x - Vector256<float>.One + again;

        var square = x * x;
        var y = Vector256.Create(LogCoefficients[0]);
        for (var i = 1; i < LogCoefficients.Length; i++)
        {
            y = Vector256.FusedMultiplyAdd(y, x, Vector256.Create(LogCoefficients[i]));
        }

        y = Vector256.FusedMultiplyAdd(y * x, square, exponent * Vector256.Create(-2.12194440e-4f));
        y -= square * Vector256.Create(0.5f);
        return Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.693359375f), x + y);
    }

    // Sine and cosine for 0 ≤ x < 2π: the argument's distance from the nearest even multiple of π/4, then one of two polynomials.
    private static (Vector256<float> Sine, Vector256<float> Cosine) SinCos(Vector256<float> x)
    {
        var octant = (Vector256.ConvertToInt32(x * Vector256.Create(1.27323954473516f)) + Vector256<int>.One) & Vector256.Create(~1);
        var y = Vector256.ConvertToSingle(octant);
        var sineSign = Vector256.ShiftLeft(octant & Vector256.Create(4), 29);
        var cosineSign = Vector256.ShiftLeft(~(octant - Vector256.Create(2)) & Vector256.Create(4), 29);
        var straight = Vector256.Equals(octant & Vector256.Create(2), Vector256<int>.Zero).AsSingle();

        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-0.78515625f), x);
        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-2.4187564849853515625e-4f), x);
        x = Vector256.FusedMultiplyAdd(y, Vector256.Create(-3.77489497744594108e-8f), x);

        var z = x * x;
        var c = Vector256.FusedMultiplyAdd(Vector256.Create(2.443315711809948E-005f), z, Vector256.Create(-1.388731625493765E-003f));
        c = Vector256.FusedMultiplyAdd(c, z, Vector256.Create(4.166664568298827E-002f));
        c = Vector256.FusedMultiplyAdd(c * z, z, -(z * Vector256.Create(0.5f))) + Vector256<float>.One;

        var s = Vector256.FusedMultiplyAdd(Vector256.Create(-1.9515295891E-4f), z, Vector256.Create(8.3321608736E-3f));
        s = Vector256.FusedMultiplyAdd(s, z, Vector256.Create(-1.6666654611E-1f));
        s = Vector256.FusedMultiplyAdd(s * z, x, x);

        var sine = Vector256.ConditionalSelect(straight, s, c).AsInt32() ^ sineSign;
        var cosine = Vector256.ConditionalSelect(straight, c, s).AsInt32() ^ cosineSign;
        return (sine.AsSingle(), cosine.AsSingle());
    }
}
