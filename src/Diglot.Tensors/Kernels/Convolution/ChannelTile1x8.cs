using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The register tile of 1 vector of output channels x up to 8 pixels of <see cref="ChannelCall{T}"/>.
/// </summary>
internal static unsafe class ChannelTile1x8
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
            Vector256<T> a0 = Vector256.Load(call->Bias), b0 = a0, c0 = a0, d0 = a0, e0 = a0, f0 = a0, g0 = a0, h0 = a0;
            T* weights = call->W;
            nint* segment = call->Segments;
            for (nint count = call->SegmentCount; count > 0; count--, segment++)
            {
                T* from = x + *segment, end = from + run;
                do
                {
                    Vector256<T> w0 = Vector256.Load(weights);
                    a0 = Lanes.MultiplyAdd(Vector256.Create(*from), w0, a0);
                    if (TPixels.Value > 1) { b0 = Lanes.MultiplyAdd(Vector256.Create(from[pixel]), w0, b0); }
                    if (TPixels.Value > 2) { c0 = Lanes.MultiplyAdd(Vector256.Create(from[2 * pixel]), w0, c0); }
                    if (TPixels.Value > 3) { d0 = Lanes.MultiplyAdd(Vector256.Create(from[3 * pixel]), w0, d0); }
                    if (TPixels.Value > 4) { e0 = Lanes.MultiplyAdd(Vector256.Create(from[4 * pixel]), w0, e0); }
                    if (TPixels.Value > 5) { f0 = Lanes.MultiplyAdd(Vector256.Create(from[5 * pixel]), w0, f0); }
                    if (TPixels.Value > 6) { g0 = Lanes.MultiplyAdd(Vector256.Create(from[6 * pixel]), w0, g0); }
                    if (TPixels.Value > 7) { h0 = Lanes.MultiplyAdd(Vector256.Create(from[7 * pixel]), w0, h0); }
                    from++;
                    weights += Vector256<T>.Count;
                }
                while (from < end);
            }
            // In rising order: what a pixel stores beyond its last channel is overwritten by the next one.
            nint step = call->YPixel;
            a0.Store(y);
            if (TPixels.Value > 1)
            {
                y += step;
                b0.Store(y);
            }
            if (TPixels.Value > 2)
            {
                y += step;
                c0.Store(y);
            }
            if (TPixels.Value > 3)
            {
                y += step;
                d0.Store(y);
            }
            if (TPixels.Value > 4)
            {
                y += step;
                e0.Store(y);
            }
            if (TPixels.Value > 5)
            {
                y += step;
                f0.Store(y);
            }
            if (TPixels.Value > 6)
            {
                y += step;
                g0.Store(y);
            }
            if (TPixels.Value > 7)
            {
                y += step;
                h0.Store(y);
            }
            y += step;
            x += TPixels.Value * pixel;
        }
    }
}
