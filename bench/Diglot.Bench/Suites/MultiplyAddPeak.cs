using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Bench.Running;

namespace Diglot.Bench.Suites;

/// <summary>What one core can do at most: fused multiply-adds on registers alone, in enough independent chains to hide their latency.</summary>
internal static class MultiplyAddPeak
{
    private const int Turns = 2_000_000;
    private const int Chains = 12;

    /// <summary>GFLOP/s, with the widest vectors that gain anything here.</summary>
    public static double Measure()
    {
        var narrow = 2.0 * Chains * Turns * Vector256<float>.Count / Timing.Seconds(() => Chains256(Turns)) / 1e9;
        return Vector512.IsHardwareAccelerated ? Math.Max(narrow, 2.0 * Chains * Turns * Vector512<float>.Count / Timing.Seconds(() => Chains512(Turns)) / 1e9) : narrow;
    }

    // Twelve names instead of an array: an array would live in memory.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Chains256(int turns)
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
        Vector256<float> a = y, b = x, c = a + b, d = c + b, e = d + b, f = e + b, g = f + b, h = g + b, i = h + b, j = i + b, k = j + b, l = k + b;
        for (var turn = 0; turn < turns; turn++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Chains512(int turns)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a = y, b = x, c = a + b, d = c + b, e = d + b, f = e + b, g = f + b, h = g + b, i = h + b, j = i + b, k = j + b, l = k + b;
        for (var turn = 0; turn < turns; turn++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
