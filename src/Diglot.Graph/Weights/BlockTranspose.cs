using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diglot.Graph.Weights;

/// <summary>
/// Transposes elements of four bytes in squares of 8 by 8 held in registers. The source's columns may lie anywhere; along a column elements are neighbours.
/// </summary>
internal static unsafe class BlockTranspose
{
    // So many rows of the result stay in the cache, and in the list of pages at hand, while columns go by.
    private const int Rows = 128;
    private const int Side = 8;

    /// <summary>Whether this processor has the instructions.</summary>
    public static bool IsSupported => Avx.IsSupported;

    /// <summary>Writes <c>to[r · step + c] = from[columns[c] + r]</c>.</summary>
    /// <param name="from">The source.</param>
    /// <param name="columns">Where each column begins.</param>
    /// <param name="rows">Length of each column.</param>
    /// <param name="to">The result.</param>
    /// <param name="step">Distance between rows of the result.</param>
    // Vectors keep this method out of precompiled code, and a conversion is over before the runtime would optimise it by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(uint* from, long[] columns, int rows, uint* to, long step)
    {
        for (var first = 0; first < rows; first += Rows)
        {
            var last = Math.Min(rows, first + Rows);
            var column = 0;
            for (; column + Side <= columns.Length; column += Side)
            {
                var row = first;
                for (; row + Side <= last; row += Side)
                {
                    Square(from, columns.AsSpan(column, Side), row, to + (row * step) + column, step);
                }

                Rest(from, columns, row, last, column, column + Side, to, step);
            }

            Rest(from, columns, first, last, column, columns.Length, to, step);
        }
    }

    private static void Rest(uint* from, long[] columns, int firstRow, int lastRow, int firstColumn, int lastColumn, uint* to, long step)
    {
        for (var row = firstRow; row < lastRow; row++)
        {
            for (var column = firstColumn; column < lastColumn; column++)
            {
                to[(row * step) + column] = from[columns[column] + row];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(uint* from, ReadOnlySpan<long> columns, int row, uint* to, long step)
    {
        from += row;
        var a = Vector256.Load((float*)(from + columns[0]));
        var b = Vector256.Load((float*)(from + columns[1]));
        var c = Vector256.Load((float*)(from + columns[2]));
        var d = Vector256.Load((float*)(from + columns[3]));
        var e = Vector256.Load((float*)(from + columns[4]));
        var f = Vector256.Load((float*)(from + columns[5]));
        var g = Vector256.Load((float*)(from + columns[6]));
        var h = Vector256.Load((float*)(from + columns[7]));

        var (ab, abHigh) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (cd, cdHigh) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        var (ef, efHigh) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
        var (gh, ghHigh) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));

        // Four columns side by side, for rows 0 and 4, 1 and 5, 2 and 6, 3 and 7.
        var (left0, left1) = (Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ab, cd, 0xEE));
        var (left2, left3) = (Avx.Shuffle(abHigh, cdHigh, 0x44), Avx.Shuffle(abHigh, cdHigh, 0xEE));
        var (right0, right1) = (Avx.Shuffle(ef, gh, 0x44), Avx.Shuffle(ef, gh, 0xEE));
        var (right2, right3) = (Avx.Shuffle(efHigh, ghHigh, 0x44), Avx.Shuffle(efHigh, ghHigh, 0xEE));

        Avx.Permute2x128(left0, right0, 0x20).Store((float*)to);
        Avx.Permute2x128(left1, right1, 0x20).Store((float*)(to + step));
        Avx.Permute2x128(left2, right2, 0x20).Store((float*)(to + (2 * step)));
        Avx.Permute2x128(left3, right3, 0x20).Store((float*)(to + (3 * step)));
        Avx.Permute2x128(left0, right0, 0x31).Store((float*)(to + (4 * step)));
        Avx.Permute2x128(left1, right1, 0x31).Store((float*)(to + (5 * step)));
        Avx.Permute2x128(left2, right2, 0x31).Store((float*)(to + (6 * step)));
        Avx.Permute2x128(left3, right3, 0x31).Store((float*)(to + (7 * step)));
    }
}
