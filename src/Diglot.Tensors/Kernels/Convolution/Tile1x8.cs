using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The register tile of up to 1 channel x 8 pixels of <see cref="TileCall{T}"/>: 8 sums, 1 broadcast weights and one activation: 10 live vectors,
/// as many as AVX2 names. Smaller tiles are the same source with constants that remove the unused sums.
/// </summary>
internal static unsafe class Tile1x8
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TPixels>(TileCall<T>* call)
        where T : unmanaged
        where TPixels : IConstant
    {
        T* x = call->X, y = call->Y, bias = call->Bias;
        nint pixel = call->XPixel, run = call->Run * Vector256<T>.Count, weightStep = call->WSegment;
        for (nint tile = call->Tiles; tile > 0; tile--)
        {
            Vector256<T> a0 = default;
            Vector256<T> b0 = default;
            Vector256<T> c0 = default;
            Vector256<T> d0 = default;
            Vector256<T> e0 = default;
            Vector256<T> f0 = default;
            Vector256<T> g0 = default;
            Vector256<T> h0 = default;
            h0 = g0 = f0 = e0 = d0 = c0 = b0 = a0 = Vector256.Create(bias[0]);
            nint* segment = call->Segments;
            T* weights = call->W;
            for (nint count = call->SegmentCount; count > 0; count--)
            {
                T* v = x + *segment, end = v + run, w = weights;
                do
                {
                    Vector256<T> w0 = Vector256.Create(*w);
                    Vector256<T> v0 = Vector256.Load(v);
                    a0 = Lanes.MultiplyAdd(v0, w0, a0);
                    if (TPixels.Value > 1)
                    {
                        Vector256<T> v1 = Vector256.Load(v + pixel);
                        b0 = Lanes.MultiplyAdd(v1, w0, b0);
                    }
                    if (TPixels.Value > 2)
                    {
                        Vector256<T> v2 = Vector256.Load(v + (2 * pixel));
                        c0 = Lanes.MultiplyAdd(v2, w0, c0);
                    }
                    if (TPixels.Value > 3)
                    {
                        Vector256<T> v3 = Vector256.Load(v + (3 * pixel));
                        d0 = Lanes.MultiplyAdd(v3, w0, d0);
                    }
                    if (TPixels.Value > 4)
                    {
                        Vector256<T> v4 = Vector256.Load(v + (4 * pixel));
                        e0 = Lanes.MultiplyAdd(v4, w0, e0);
                    }
                    if (TPixels.Value > 5)
                    {
                        Vector256<T> v5 = Vector256.Load(v + (5 * pixel));
                        f0 = Lanes.MultiplyAdd(v5, w0, f0);
                    }
                    if (TPixels.Value > 6)
                    {
                        Vector256<T> v6 = Vector256.Load(v + (6 * pixel));
                        g0 = Lanes.MultiplyAdd(v6, w0, g0);
                    }
                    if (TPixels.Value > 7)
                    {
                        Vector256<T> v7 = Vector256.Load(v + (7 * pixel));
                        h0 = Lanes.MultiplyAdd(v7, w0, h0);
                    }
                    v += Vector256<T>.Count;
                    w += 1;
                }
                while (v < end);
                segment++;
                weights += weightStep;
            }
            T* to = y;
            nint channel = call->YChannel;
            a0.Store(to);
            if (TPixels.Value > 1)
            {
                to += call->YPixel;
                b0.Store(to);
            }
            if (TPixels.Value > 2)
            {
                to += call->YPixel;
                c0.Store(to);
            }
            if (TPixels.Value > 3)
            {
                to += call->YPixel;
                d0.Store(to);
            }
            if (TPixels.Value > 4)
            {
                to += call->YPixel;
                e0.Store(to);
            }
            if (TPixels.Value > 5)
            {
                to += call->YPixel;
                f0.Store(to);
            }
            if (TPixels.Value > 6)
            {
                to += call->YPixel;
                g0.Store(to);
            }
            if (TPixels.Value > 7)
            {
                to += call->YPixel;
                h0.Store(to);
            }
            x += TPixels.Value * pixel;
            y += TPixels.Value * call->YPixel;
        }
    }
}
