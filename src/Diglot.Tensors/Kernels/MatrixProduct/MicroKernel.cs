using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>
/// The innermost loop of the matrix product: a tile of 6 rows by two vectors of C stays in registers while K runs.
/// Twelve sums, two vectors of B and one element of A are 15 of the 16 registers; a seventeenth would be spilled and halve the speed.
/// Source: F. Van Zee, R. van de Geijn, BLIS: A framework for rapidly instantiating BLAS functionality, ACM TOMS 41 (2015).
/// </summary>
static unsafe class MicroKernel
{
    internal const int Rows = 6;

    /// <summary>
    /// The product of up to six rows of A (steps <paramref name="aRow"/> from row to row, <paramref name="aColumn"/> along K) and two vectors of B
    /// (a step of <paramref name="bRow"/> along K). Rows of A beyond <paramref name="rows"/> are never read.
    /// </summary>
    /// <remarks>
    /// The sums go to scratch memory: with more than plain stores behind the loop, the compiler keeps them in memory during the loop too.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T>(nint k, T* a, nint aRow, nint aColumn, T* b, nint bRow, int rows, T* sums)
        where T : unmanaged
    {
        // Rows that do not exist repeat the last one; they are not stored.
        int last = rows - 1;
        T* a0 = a, a1 = a + (Math.Min(1, last) * aRow), a2 = a + (Math.Min(2, last) * aRow);
        T* a3 = a + (Math.Min(3, last) * aRow), a4 = a + (Math.Min(4, last) * aRow), a5 = a + (Math.Min(5, last) * aRow);
        Vector256<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<T> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        nint at = 0;
        for (; k > 0; k--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            b += bRow;
            var x = Vector256.Create(a0[at]);
            c00 = MultiplyAdd(x, b0, c00);
            c01 = MultiplyAdd(x, b1, c01);
            x = Vector256.Create(a1[at]);
            c10 = MultiplyAdd(x, b0, c10);
            c11 = MultiplyAdd(x, b1, c11);
            x = Vector256.Create(a2[at]);
            c20 = MultiplyAdd(x, b0, c20);
            c21 = MultiplyAdd(x, b1, c21);
            x = Vector256.Create(a3[at]);
            c30 = MultiplyAdd(x, b0, c30);
            c31 = MultiplyAdd(x, b1, c31);
            x = Vector256.Create(a4[at]);
            c40 = MultiplyAdd(x, b0, c40);
            c41 = MultiplyAdd(x, b1, c41);
            x = Vector256.Create(a5[at]);
            c50 = MultiplyAdd(x, b0, c50);
            c51 = MultiplyAdd(x, b1, c51);
            at += aColumn;
        }
        c00.Store(sums);
        c01.Store(sums + Vector256<T>.Count);
        c10.Store(sums + (2 * Vector256<T>.Count));
        c11.Store(sums + (3 * Vector256<T>.Count));
        c20.Store(sums + (4 * Vector256<T>.Count));
        c21.Store(sums + (5 * Vector256<T>.Count));
        c30.Store(sums + (6 * Vector256<T>.Count));
        c31.Store(sums + (7 * Vector256<T>.Count));
        c40.Store(sums + (8 * Vector256<T>.Count));
        c41.Store(sums + (9 * Vector256<T>.Count));
        c50.Store(sums + (10 * Vector256<T>.Count));
        c51.Store(sums + (11 * Vector256<T>.Count));
    }

    /// <summary>Takes the sums of a tile to where they belong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Finish<T, TEpilogue>(in Tile<T> tile, T* sums)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue<T>
    {
        if (tile.Columns < 2 * Vector256<T>.Count)
        {
            FinishEdge<T, TEpilogue>(tile, sums);
            return;
        }
        T* c = tile.C;
        for (int i = 0; i < tile.Rows; i++, c += tile.RowStride, sums += 2 * Vector256<T>.Count)
            Store<T, TEpilogue>(tile, c, Vector256.Load(sums), Vector256.Load(sums + Vector256<T>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> MultiplyAdd<T>(Vector256<T> x, Vector256<T> y, Vector256<T> sum)
        where T : unmanaged
        => typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(x.AsSingle(), y.AsSingle(), sum.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(x.AsDouble(), y.AsDouble(), sum.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T, TEpilogue>(in Tile<T> tile, T* c, Vector256<T> first, Vector256<T> second)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue<T>
    {
        var alpha = Vector256.Create(tile.Alpha);
        first *= alpha;
        second *= alpha;
        if (tile.Accumulate)
        {
            first += Vector256.Load(c);
            second += Vector256.Load(c + Vector256<T>.Count);
        }
        if (tile.Bias != null)
        {
            first += Vector256.Load(tile.Bias);
            second += Vector256.Load(tile.Bias + Vector256<T>.Count);
        }
        if (tile.Last)
        {
            first = TEpilogue.Invoke(first);
            second = TEpilogue.Invoke(second);
        }
        first.Store(c);
        second.Store(c + Vector256<T>.Count);
    }

    /// <summary>A tile that juts out: finished in scratch memory, from where the part that exists is copied.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void FinishEdge<T, TEpilogue>(in Tile<T> tile, T* sums)
        where T : unmanaged
        where TEpilogue : struct, IEpilogue<T>
    {
        int width = 2 * Vector256<T>.Count;
        var bytes = (uint)(tile.Columns * sizeof(T));
        T* row = stackalloc T[width], bias = stackalloc T[width];
        new Span<T>(row, width).Clear();
        new Span<T>(bias, width).Clear();
        var scratch = tile;
        if (tile.Bias != null)
        {
            Unsafe.CopyBlockUnaligned(bias, tile.Bias, bytes);
            scratch.Bias = bias;
        }
        for (int i = 0; i < tile.Rows; i++)
        {
            T* c = tile.C + (i * tile.RowStride);
            if (tile.Accumulate)
                Unsafe.CopyBlockUnaligned(row, c, bytes);
            Store<T, TEpilogue>(scratch, row, Vector256.Load(sums + (i * width)), Vector256.Load(sums + (i * width) + Vector256<T>.Count));
            Unsafe.CopyBlockUnaligned(c, row, bytes);
        }
    }
}
