using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The register tile of up to 6 channels x 2 pixels of <see cref="TileCall{T}"/>: 12 sums, 2 activations and one broadcast weight: 15 live vectors,
/// as many as AVX2 names. Smaller tiles are the same source with constants that remove the unused sums.
/// </summary>
internal static unsafe class Tile6x2
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TChannels, TPixels>(TileCall<T>* call)
        where T : unmanaged
        where TChannels : IConstant
        where TPixels : IConstant
    {
        T* x = call->X, y = call->Y, bias = call->Bias;
        nint pixel = call->XPixel, run = call->Run * Vector256<T>.Count, weightStep = call->WSegment;
        for (nint tile = call->Tiles; tile > 0; tile--)
        {
            Vector256<T> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
            Vector256<T> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
            b0 = a0 = Vector256.Create(bias[0]);
            if (TChannels.Value > 1) { b1 = a1 = Vector256.Create(bias[1]); }
            if (TChannels.Value > 2) { b2 = a2 = Vector256.Create(bias[2]); }
            if (TChannels.Value > 3) { b3 = a3 = Vector256.Create(bias[3]); }
            if (TChannels.Value > 4) { b4 = a4 = Vector256.Create(bias[4]); }
            if (TChannels.Value > 5) { b5 = a5 = Vector256.Create(bias[5]); }
            nint* segment = call->Segments;
            T* weights = call->W;
            for (nint count = call->SegmentCount; count > 0; count--)
            {
                T* v = x + *segment, end = v + run, w = weights;
                do
                {
                    Vector256<T> v0 = Vector256.Load(v);
                    Vector256<T> v1 = TPixels.Value > 1 ? Vector256.Load(v + pixel) : default;
                    Vector256<T> w0 = Vector256.Create(*w);
                    a0 = Lanes.MultiplyAdd(v0, w0, a0);
                    if (TPixels.Value > 1) { b0 = Lanes.MultiplyAdd(v1, w0, b0); }
                    if (TChannels.Value > 1)
                    {
                        Vector256<T> w1 = Vector256.Create(w[1]);
                        a1 = Lanes.MultiplyAdd(v0, w1, a1);
                        if (TPixels.Value > 1) { b1 = Lanes.MultiplyAdd(v1, w1, b1); }
                    }
                    if (TChannels.Value > 2)
                    {
                        Vector256<T> w2 = Vector256.Create(w[2]);
                        a2 = Lanes.MultiplyAdd(v0, w2, a2);
                        if (TPixels.Value > 1) { b2 = Lanes.MultiplyAdd(v1, w2, b2); }
                    }
                    if (TChannels.Value > 3)
                    {
                        Vector256<T> w3 = Vector256.Create(w[3]);
                        a3 = Lanes.MultiplyAdd(v0, w3, a3);
                        if (TPixels.Value > 1) { b3 = Lanes.MultiplyAdd(v1, w3, b3); }
                    }
                    if (TChannels.Value > 4)
                    {
                        Vector256<T> w4 = Vector256.Create(w[4]);
                        a4 = Lanes.MultiplyAdd(v0, w4, a4);
                        if (TPixels.Value > 1) { b4 = Lanes.MultiplyAdd(v1, w4, b4); }
                    }
                    if (TChannels.Value > 5)
                    {
                        Vector256<T> w5 = Vector256.Create(w[5]);
                        a5 = Lanes.MultiplyAdd(v0, w5, a5);
                        if (TPixels.Value > 1) { b5 = Lanes.MultiplyAdd(v1, w5, b5); }
                    }
                    v += Vector256<T>.Count;
                    w += TChannels.Value;
                }
                while (v < end);
                segment++;
                weights += weightStep;
            }
            T* to = y;
            nint channel = call->YChannel;
            a0.Store(to);
            if (TChannels.Value > 1) { a1.Store(to + channel); }
            if (TChannels.Value > 2) { a2.Store(to + (2 * channel)); }
            if (TChannels.Value > 3) { a3.Store(to + (3 * channel)); }
            if (TChannels.Value > 4) { a4.Store(to + (4 * channel)); }
            if (TChannels.Value > 5) { a5.Store(to + (5 * channel)); }
            if (TPixels.Value > 1)
            {
                to += call->YPixel;
                b0.Store(to);
                if (TChannels.Value > 1) { b1.Store(to + channel); }
                if (TChannels.Value > 2) { b2.Store(to + (2 * channel)); }
                if (TChannels.Value > 3) { b3.Store(to + (3 * channel)); }
                if (TChannels.Value > 4) { b4.Store(to + (4 * channel)); }
                if (TChannels.Value > 5) { b5.Store(to + (5 * channel)); }
            }
            x += TPixels.Value * pixel;
            y += TPixels.Value * call->YPixel;
        }
    }
}
