using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The register tile of up to 6 x 2 channel pairs of <see cref="ProductCall{T}"/>: 12 sums, 2 held vectors and one passing.
/// </summary>
internal static unsafe class Product6x2
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TA, TB>(ProductCall<T>* call)
        where T : unmanaged
        where TA : IConstant
        where TB : IConstant
    {
        T* rowA = call->A, rowB = call->B;
        nint stepA = call->PixelA, stepB = call->PixelB;
        Vector256<T> a0 = default, a1 = default;
        Vector256<T> b0 = default, b1 = default;
        Vector256<T> c0 = default, c1 = default;
        Vector256<T> d0 = default, d1 = default;
        Vector256<T> e0 = default, e1 = default;
        Vector256<T> f0 = default, f1 = default;
        for (nint rows = call->Rows; rows > 0; rows--)
        {
            T* x = rowA, y = rowB;
            for (nint pixels = call->Pixels; pixels > 0; pixels--)
            {
                Vector256<T> y0 = Vector256.Load(y);
                Vector256<T> y1 = TB.Value > 1 ? Vector256.Load(y + Vector256<T>.Count) : default;
                Vector256<T> x0 = Vector256.Load(x);
                a0 = Lanes.MultiplyAdd(x0, y0, a0);
                if (TB.Value > 1) { a1 = Lanes.MultiplyAdd(x0, y1, a1); }
                if (TA.Value > 1)
                {
                    Vector256<T> x1 = Vector256.Load(x + Vector256<T>.Count);
                    b0 = Lanes.MultiplyAdd(x1, y0, b0);
                    if (TB.Value > 1) { b1 = Lanes.MultiplyAdd(x1, y1, b1); }
                }
                if (TA.Value > 2)
                {
                    Vector256<T> x2 = Vector256.Load(x + (2 * Vector256<T>.Count));
                    c0 = Lanes.MultiplyAdd(x2, y0, c0);
                    if (TB.Value > 1) { c1 = Lanes.MultiplyAdd(x2, y1, c1); }
                }
                if (TA.Value > 3)
                {
                    Vector256<T> x3 = Vector256.Load(x + (3 * Vector256<T>.Count));
                    d0 = Lanes.MultiplyAdd(x3, y0, d0);
                    if (TB.Value > 1) { d1 = Lanes.MultiplyAdd(x3, y1, d1); }
                }
                if (TA.Value > 4)
                {
                    Vector256<T> x4 = Vector256.Load(x + (4 * Vector256<T>.Count));
                    e0 = Lanes.MultiplyAdd(x4, y0, e0);
                    if (TB.Value > 1) { e1 = Lanes.MultiplyAdd(x4, y1, e1); }
                }
                if (TA.Value > 5)
                {
                    Vector256<T> x5 = Vector256.Load(x + (5 * Vector256<T>.Count));
                    f0 = Lanes.MultiplyAdd(x5, y0, f0);
                    if (TB.Value > 1) { f1 = Lanes.MultiplyAdd(x5, y1, f1); }
                }
                x += stepA;
                y += stepB;
            }
            rowA += call->RowA;
            rowB += call->RowB;
        }
        T* sum = call->Sum;
        nint sumB = call->SumB;
        Vector256<T> mask = call->Mask;
        Add(sum, a0 & mask);
        if (TB.Value > 1) { Add(sum + sumB, a1 & mask); }
        if (TA.Value > 1)
        {
            sum += call->SumA;
            Add(sum, b0 & mask);
            if (TB.Value > 1) { Add(sum + sumB, b1 & mask); }
        }
        if (TA.Value > 2)
        {
            sum += call->SumA;
            Add(sum, c0 & mask);
            if (TB.Value > 1) { Add(sum + sumB, c1 & mask); }
        }
        if (TA.Value > 3)
        {
            sum += call->SumA;
            Add(sum, d0 & mask);
            if (TB.Value > 1) { Add(sum + sumB, d1 & mask); }
        }
        if (TA.Value > 4)
        {
            sum += call->SumA;
            Add(sum, e0 & mask);
            if (TB.Value > 1) { Add(sum + sumB, e1 & mask); }
        }
        if (TA.Value > 5)
        {
            sum += call->SumA;
            Add(sum, f0 & mask);
            if (TB.Value > 1) { Add(sum + sumB, f1 & mask); }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T* sum, Vector256<T> value) where T : unmanaged => (Vector256.Load(sum) + value).Store(sum);
}
