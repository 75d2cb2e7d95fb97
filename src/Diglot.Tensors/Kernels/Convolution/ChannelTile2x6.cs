using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The register tile of 2 vectors of output channels x up to 6 pixels of <see cref="ChannelCall{T}"/>.
/// </summary>
internal static unsafe class ChannelTile2x6
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TPixels>(ChannelCall<T>* call)
        where T : unmanaged
        where TPixels : IConstant
    {
        T* x = call->X, y = call->Y;
        nint pixel = call->XPixel, run = call->Run;
        for (nint tile = call->Tiles; tile > 0; tile--)
        {
            Vector256<T> a0 = Vector256.Load(call->Bias), b0 = a0, c0 = a0, d0 = a0, e0 = a0, f0 = a0;
            Vector256<T> a1 = Vector256.Load(call->Bias + Vector256<T>.Count), b1 = a1, c1 = a1, d1 = a1, e1 = a1, f1 = a1;
            T* weights = call->W;
            nint* segment = call->Segments;
            for (nint count = call->SegmentCount; count > 0; count--, segment++)
            {
                T* from = x + *segment, end = from + run;
                do
                {
                    Vector256<T> w0 = Vector256.Load(weights);
                    Vector256<T> w1 = Vector256.Load(weights + Vector256<T>.Count);
                    Vector256<T> x0 = Vector256.Create(*from);
                    a0 = Lanes.MultiplyAdd(x0, w0, a0);
                    a1 = Lanes.MultiplyAdd(x0, w1, a1);
                    if (TPixels.Value > 1)
                    {
                        Vector256<T> x1 = Vector256.Create(from[pixel]);
                        b0 = Lanes.MultiplyAdd(x1, w0, b0);
                        b1 = Lanes.MultiplyAdd(x1, w1, b1);
                    }
                    if (TPixels.Value > 2)
                    {
                        Vector256<T> x2 = Vector256.Create(from[2 * pixel]);
                        c0 = Lanes.MultiplyAdd(x2, w0, c0);
                        c1 = Lanes.MultiplyAdd(x2, w1, c1);
                    }
                    if (TPixels.Value > 3)
                    {
                        Vector256<T> x3 = Vector256.Create(from[3 * pixel]);
                        d0 = Lanes.MultiplyAdd(x3, w0, d0);
                        d1 = Lanes.MultiplyAdd(x3, w1, d1);
                    }
                    if (TPixels.Value > 4)
                    {
                        Vector256<T> x4 = Vector256.Create(from[4 * pixel]);
                        e0 = Lanes.MultiplyAdd(x4, w0, e0);
                        e1 = Lanes.MultiplyAdd(x4, w1, e1);
                    }
                    if (TPixels.Value > 5)
                    {
                        Vector256<T> x5 = Vector256.Create(from[5 * pixel]);
                        f0 = Lanes.MultiplyAdd(x5, w0, f0);
                        f1 = Lanes.MultiplyAdd(x5, w1, f1);
                    }
                    from++;
                    weights += 2 * Vector256<T>.Count;
                }
                while (from < end);
            }
            // In rising order: what a pixel stores beyond its last channel is overwritten by the next one.
            nint step = call->YPixel;
            a0.Store(y);
            a1.Store(y + Vector256<T>.Count);
            if (TPixels.Value > 1)
            {
                y += step;
                b0.Store(y);
                b1.Store(y + Vector256<T>.Count);
            }
            if (TPixels.Value > 2)
            {
                y += step;
                c0.Store(y);
                c1.Store(y + Vector256<T>.Count);
            }
            if (TPixels.Value > 3)
            {
                y += step;
                d0.Store(y);
                d1.Store(y + Vector256<T>.Count);
            }
            if (TPixels.Value > 4)
            {
                y += step;
                e0.Store(y);
                e1.Store(y + Vector256<T>.Count);
            }
            if (TPixels.Value > 5)
            {
                y += step;
                f0.Store(y);
                f1.Store(y + Vector256<T>.Count);
            }
            y += step;
            x += TPixels.Value * pixel;
        }
    }
}
