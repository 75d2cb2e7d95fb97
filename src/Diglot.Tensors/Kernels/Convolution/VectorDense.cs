using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>A dense layer on one row of features, reading the weights where they lie. The result has room for a whole number of vectors.</summary>
internal static unsafe class VectorDense
{
    /// <summary>y[o] = Σ_i w[o, i]·x[i] + bias[o], weights (out, in).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutFirst<T>(T* x, T* weights, T* bias, int features, int units, T* y) where T : unmanaged
    {
        int lanes = Vector256<T>.Count, whole = features / lanes * lanes;
        for (int o = 0; o < units; o += 4)
        {
            // The last four overlap the ones before when units do not divide by four.
            int at = units < 4 ? o : Math.Min(o, units - 4), rows = Math.Min(4, units);
            T* w0 = weights + ((nint)at * features), w1 = rows > 1 ? w0 + features : w0, w2 = rows > 2 ? w1 + features : w0, w3 = rows > 3 ? w2 + features : w0;
            Vector256<T> a = default, b = default, c = default, d = default;
            for (int i = 0; i < whole; i += lanes)
            {
                var v = Vector256.Load(x + i);
                a = Lanes.MultiplyAdd(v, Vector256.Load(w0 + i), a);
                b = Lanes.MultiplyAdd(v, Vector256.Load(w1 + i), b);
                c = Lanes.MultiplyAdd(v, Vector256.Load(w2 + i), c);
                d = Lanes.MultiplyAdd(v, Vector256.Load(w3 + i), d);
            }
            Finish(x, w0, bias, at, features, whole, a, y);
            if (rows > 1) { Finish(x, w1, bias, at + 1, features, whole, b, y); }
            if (rows > 2) { Finish(x, w2, bias, at + 2, features, whole, c, y); }
            if (rows > 3) { Finish(x, w3, bias, at + 3, features, whole, d, y); }
        }
    }

    /// <summary>y[o] = Σ_i w[i, o]·x[i] + bias[o], weights (in, out).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutLast<T>(T* x, T* weights, T* bias, int features, int units, T* y) where T : unmanaged
    {
        int lanes = Vector256<T>.Count, o = 0;
        for (; o + (4 * lanes) <= units; o += 4 * lanes)
        {
            Vector256<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            T* w = weights + o;
            int i = 0;
            for (; i + 2 <= features; i += 2, w += 2 * units)
            {
                Vector256<T> v = Vector256.Create(x[i]), u = Vector256.Create(x[i + 1]);
                T* next = w + units;
                a = Lanes.MultiplyAdd(v, Vector256.Load(w), a);
                b = Lanes.MultiplyAdd(v, Vector256.Load(w + lanes), b);
                c = Lanes.MultiplyAdd(v, Vector256.Load(w + (2 * lanes)), c);
                d = Lanes.MultiplyAdd(v, Vector256.Load(w + (3 * lanes)), d);
                e = Lanes.MultiplyAdd(u, Vector256.Load(next), e);
                f = Lanes.MultiplyAdd(u, Vector256.Load(next + lanes), f);
                g = Lanes.MultiplyAdd(u, Vector256.Load(next + (2 * lanes)), g);
                h = Lanes.MultiplyAdd(u, Vector256.Load(next + (3 * lanes)), h);
            }
            if (i < features)
            {
                var v = Vector256.Create(x[i]);
                a = Lanes.MultiplyAdd(v, Vector256.Load(w), a);
                b = Lanes.MultiplyAdd(v, Vector256.Load(w + lanes), b);
                c = Lanes.MultiplyAdd(v, Vector256.Load(w + (2 * lanes)), c);
                d = Lanes.MultiplyAdd(v, Vector256.Load(w + (3 * lanes)), d);
            }
            (a + e).Store(y + o);
            (b + f).Store(y + o + lanes);
            (c + g).Store(y + o + (2 * lanes));
            (d + h).Store(y + o + (3 * lanes));
        }
        for (; units >= lanes && o < units; o += lanes)
        {
            o = Math.Min(o, units - lanes);
            Vector256<T> a = default, b = default;
            T* w = weights + o;
            int i = 0;
            for (; i + 2 <= features; i += 2, w += 2 * units)
            {
                a = Lanes.MultiplyAdd(Vector256.Create(x[i]), Vector256.Load(w), a);
                b = Lanes.MultiplyAdd(Vector256.Create(x[i + 1]), Vector256.Load(w + units), b);
            }
            if (i < features) { a = Lanes.MultiplyAdd(Vector256.Create(x[i]), Vector256.Load(w), a); }
            (a + b).Store(y + o);
        }
        for (; o < units; o++)
        {
            T sum = default;
            for (int i = 0; i < features; i++) { sum = Lanes.MultiplyAdd(x[i], weights[((nint)i * units) + o], sum); }
            y[o] = sum;
        }
        for (o = 0; bias != null && o < units; o++) { y[o] = Lanes.Add(y[o], bias[o]); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<T>(T* x, T* w, T* bias, int unit, int features, int whole, Vector256<T> sums, T* y) where T : unmanaged
    {
        T sum = Vector256.Sum(sums);
        for (int i = whole; i < features; i++) { sum = Lanes.MultiplyAdd(x[i], w[i], sum); }
        y[unit] = bias == null ? sum : Lanes.Add(sum, bias[unit]);
    }
}
