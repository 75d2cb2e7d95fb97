using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>
/// Copies parts of A and B into panels in the order in which the <see cref="MicroKernel"/> reads them, so that it runs through memory
/// without gaps. Panels are filled up with zeros.
/// </summary>
static unsafe class Packing
{
    /// <summary>Panels of six rows: element (row, p) of a panel lies at 6·p + row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PackA<T>(nint rows, nint k, T* a, nint aRow, nint aColumn, T* panel)
        where T : unmanaged
    {
        const int height = MicroKernel.Rows;
        for (nint i = 0; i < rows; i += height, panel += height * k)
        {
            nint count = Math.Min(height, rows - i);
            T* from = a + (i * aRow);
            if (count < height)
            {
                new Span<T>(panel, (int)(height * k)).Clear();
                for (nint p = 0; p < k; p++)
                {
                    for (nint row = 0; row < count; row++)
                        panel[(p * height) + row] = from[(row * aRow) + (p * aColumn)];
                }
                continue;
            }
            T* a0 = from, a1 = from + aRow, a2 = from + (2 * aRow), a3 = from + (3 * aRow), a4 = from + (4 * aRow), a5 = from + (5 * aRow);
            T* to = panel;
            nint at = 0, first = 0;
            if (typeof(T) == typeof(float) && aColumn == 1 && Avx.IsSupported)
            {
                // Eight elements of each row at a time. Every store writes six elements and two too many, which the next one overwrites;
                // so the last columns go the plain way.
                for (; first < k - 8; first += 8, at += 8, to += 8 * height)
                    TransposeSix((float*)from + first, aRow, (float*)to);
            }
            for (nint p = first; p < k; p++, at += aColumn, to += height)
            {
                to[0] = a0[at];
                to[1] = a1[at];
                to[2] = a2[at];
                to[3] = a3[at];
                to[4] = a4[at];
                to[5] = a5[at];
            }
        }
    }

    /// <summary>One panel of two vectors of columns: element (p, column) lies at width·p + column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PackB<T>(nint k, nint columns, T* b, nint bRow, nint bColumn, T* panel)
        where T : unmanaged
    {
        nint width = 2 * Vector256<T>.Count;
        if (columns < width)
        {
            new Span<T>(panel, (int)(width * k)).Clear();
            for (nint p = 0; p < k; p++)
            {
                for (nint j = 0; j < columns; j++)
                    panel[(p * width) + j] = b[(p * bRow) + (j * bColumn)];
            }
        }
        else if (bColumn == 1)
        {
            for (nint p = 0; p < k; p++, b += bRow, panel += width)
            {
                var first = Vector256.Load(b);
                var second = Vector256.Load(b + Vector256<T>.Count);
                first.Store(panel);
                second.Store(panel + Vector256<T>.Count);
            }
        }
        else
        {
            nint p = 0;
            if (typeof(T) == typeof(float) && bRow == 1 && Avx.IsSupported)
            {
                for (; p <= k - 8; p += 8)
                {
                    Transpose((float*)b + p, bColumn, (float*)panel + (p * 16));
                    Transpose((float*)b + p + (8 * bColumn), bColumn, (float*)panel + (p * 16) + 8);
                }
            }
            for (; p < k; p++)
            {
                for (nint j = 0; j < width; j++)
                    panel[(p * width) + j] = b[(p * bRow) + (j * bColumn)];
            }
        }
    }

    /// <summary>Turns six rows of eight elements into eight columns of six, one behind the other; writes two elements beyond the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeSix(float* from, nint step, float* to)
    {
        var (r0, r1, r2) = (Vector256.Load(from), Vector256.Load(from + step), Vector256.Load(from + (2 * step)));
        from += 3 * step;
        var (r3, r4, r5) = (Vector256.Load(from), Vector256.Load(from + step), Vector256.Load(from + (2 * step)));
        var (t0, t1, t2, t3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (t4, t5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        // Rows 0 to 3 of columns 0 and 4, 1 and 5, 2 and 6, 3 and 7; then rows 4 and 5 (the other two elements are of no use).
        var (left0, left1, left2, left3) = (Avx.Shuffle(t0, t2, 0x44), Avx.Shuffle(t0, t2, 0xEE), Avx.Shuffle(t1, t3, 0x44), Avx.Shuffle(t1, t3, 0xEE));
        var (right1, right3) = (Avx.Shuffle(t4, t4, 0xEE), Avx.Shuffle(t5, t5, 0xEE));
        Avx.Permute2x128(left0, t4, 0x20).Store(to);
        Avx.Permute2x128(left1, right1, 0x20).Store(to + 6);
        Avx.Permute2x128(left2, t5, 0x20).Store(to + 12);
        Avx.Permute2x128(left3, right3, 0x20).Store(to + 18);
        Avx.Permute2x128(left0, t4, 0x31).Store(to + 24);
        Avx.Permute2x128(left1, right1, 0x31).Store(to + 30);
        Avx.Permute2x128(left2, t5, 0x31).Store(to + 36);
        Avx.Permute2x128(left3, right3, 0x31).Store(to + 42);
    }

    /// <summary>Turns eight columns of eight elements into eight rows, 16 elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose(float* from, nint step, float* to)
    {
        var (r0, r1, r2, r3) = (Vector256.Load(from), Vector256.Load(from + step), Vector256.Load(from + (2 * step)), Vector256.Load(from + (3 * step)));
        from += 4 * step;
        var (r4, r5, r6, r7) = (Vector256.Load(from), Vector256.Load(from + step), Vector256.Load(from + (2 * step)), Vector256.Load(from + (3 * step)));
        var (t0, t1, t2, t3) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1), Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (t4, t5, t6, t7) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5), Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        // Pairs of elements: low 0x44 = 1,0,1,0; high 0xEE = 3,2,3,2.
        (r0, r1, r2, r3) = (Avx.Shuffle(t0, t2, 0x44), Avx.Shuffle(t0, t2, 0xEE), Avx.Shuffle(t1, t3, 0x44), Avx.Shuffle(t1, t3, 0xEE));
        (r4, r5, r6, r7) = (Avx.Shuffle(t4, t6, 0x44), Avx.Shuffle(t4, t6, 0xEE), Avx.Shuffle(t5, t7, 0x44), Avx.Shuffle(t5, t7, 0xEE));
        Avx.Permute2x128(r0, r4, 0x20).Store(to);
        Avx.Permute2x128(r1, r5, 0x20).Store(to + 16);
        Avx.Permute2x128(r2, r6, 0x20).Store(to + 32);
        Avx.Permute2x128(r3, r7, 0x20).Store(to + 48);
        Avx.Permute2x128(r0, r4, 0x31).Store(to + 64);
        Avx.Permute2x128(r1, r5, 0x31).Store(to + 80);
        Avx.Permute2x128(r2, r6, 0x31).Store(to + 96);
        Avx.Permute2x128(r3, r7, 0x31).Store(to + 112);
    }
}
