using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Operators;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>
/// Folds [outer, axis, inner] blocks along their middle axis with an associative operator: sum, product, largest, smallest.
/// <para>
/// The order is a balanced tree over blocks of fixed size, so that the rounding error of a sum grows with the logarithm of its length, and
/// results do not depend on the number of threads. Source: N. Higham, Accuracy and Stability of Numerical Algorithms, section 4.2.
/// </para>
/// </summary>
static unsafe class Reduction
{
    // Elements that a thread takes at once, elements of a leaf of a row's tree, columns at once, rows of a leaf of a column's tree.
    const long Part = 65536;
    const int RowLeaf = 512, Columns = 256, ColumnLeaf = 32;

    /// <summary>y[o, i] = fold of x[o, :, i]; <paramref name="identity"/> where the axis is empty.</summary>
    internal static void Run<TOperator, T>(T* x, T* y, long outer, long axis, long inner, T identity)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        if (outer * inner == 0)
        {
            return;
        }

        if (axis == 0)
        {
            new Span<T>(y, checked((int)(outer * inner))).Fill(identity);
            return;
        }

        // A short axis of long rows is many results; a long axis of few results is cut itself, and its pieces folded at the end.
        long lanes = inner == 1 ? 1 : Math.Min(inner, Columns);
        long pieceLength = Math.Max(ColumnLeaf, Part / lanes), pieces = (axis + pieceLength - 1) / pieceLength;
        var body = new Body<TOperator, T>
        {
            X = x, Axis = axis, Inner = inner, Identity = identity, PieceLength = pieceLength, Pieces = pieces,
            Strips = inner == 1 ? 1 : (inner + Columns - 1) / Columns,
        };
        body.Units = outer * body.Strips * pieces;
        body.Group = Math.Max(1, Part / Math.Max(1, Math.Min(axis, pieceLength) * lanes));
        var partial = pieces > 1 ? new T[checked((int)(outer * pieces * inner))] : [];
        fixed (T* results = partial)
        {
            body.Results = pieces > 1 ? results : y;
            Workers.For(checked((int)((body.Units + body.Group - 1) / body.Group)), ref body);
            if (pieces > 1)
            {
                for (long o = 0; o < outer; o++)
                {
                    for (long i = 0; i < inner; i++)
                    {
                        y[(o * inner) + i] = Fold<TOperator, T>(results + (o * pieces * inner) + i, pieces, inner);
                    }
                }
            }
        }
    }

    static T Fold<TOperator, T>(T* x, long length, long step)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
        => length == 1
            ? *x
            : TOperator.Invoke(Fold<TOperator, T>(x, length / 2, step), Fold<TOperator, T>(x + (length / 2 * step), length - (length / 2), step));

    /// <summary>The fold of a contiguous row.</summary>
    internal static T Row<TOperator, T>(T* x, long length, T identity)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        if (length <= RowLeaf)
        {
            return Leaf<TOperator, T>(x, (nint)length, identity);
        }

        long half = (length / 2 + RowLeaf - 1) / RowLeaf * RowLeaf;
        return TOperator.Invoke(Row<TOperator, T>(x, half, identity), Row<TOperator, T>(x + half, length - half, identity));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Leaf<TOperator, T>(T* x, nint length, T identity)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        nint width = Vector256<T>.Count;
        T result = identity;
        if (!TOperator.IsVectorized<T>() || length < width)
        {
            for (nint j = 0; j < length; j++)
            {
                result = TOperator.Invoke(result, x[j]);
            }

            return result;
        }

        Vector256<T> a = Vector256.Create(identity), b = a, c = a, d = a;
        nint i = 0;
        for (; i <= length - (4 * width); i += 4 * width)
        {
            a = TOperator.Invoke(a, Vector256.Load(x + i));
            b = TOperator.Invoke(b, Vector256.Load(x + i + width));
            c = TOperator.Invoke(c, Vector256.Load(x + i + (2 * width)));
            d = TOperator.Invoke(d, Vector256.Load(x + i + (3 * width)));
        }

        for (; i <= length - width; i += width)
        {
            a = TOperator.Invoke(a, Vector256.Load(x + i));
        }

        a = TOperator.Invoke(TOperator.Invoke(a, b), TOperator.Invoke(c, d));
        for (int lane = 0; lane < width; lane++)
        {
            result = TOperator.Invoke(result, a.GetElement(lane));
        }

        for (; i < length; i++)
        {
            result = TOperator.Invoke(result, x[i]);
        }

        return result;
    }

    /// <summary>y[j] = fold over rows of x[row, j] for up to <see cref="Columns"/> columns.</summary>
    [SkipLocalsInit]
    static void Strip<TOperator, T>(T* x, long rows, long step, T* y, nint columns)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        if (rows <= ColumnLeaf)
        {
            StripLeaf<TOperator, T>(x, rows, (nint)step, y, columns);
            return;
        }

        long half = (rows / 2 + ColumnLeaf - 1) / ColumnLeaf * ColumnLeaf;
        T* other = stackalloc T[Columns];
        Strip<TOperator, T>(x, half, step, y, columns);
        Strip<TOperator, T>(x + (half * step), rows - half, step, other, columns);
        for (nint j = 0; j < columns; j++)
        {
            y[j] = TOperator.Invoke(y[j], other[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void StripLeaf<TOperator, T>(T* x, long rows, nint step, T* y, nint columns)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        nint width = Vector256<T>.Count, j = 0;
        if (TOperator.IsVectorized<T>())
        {
            for (; j < columns; j += width)
            {
                nint count = Math.Min(width, columns - j);
                T* from = x + j;
                if (count < width)
                {
                    var few = Lanes.Load(from, count);
                    for (long row = 1; row < rows; row++)
                    {
                        few = TOperator.Invoke(few, Lanes.Load(from += step, count));
                    }

                    Lanes.Store(few, y + j, count);
                    return;
                }

                var sum = Vector256.Load(from);
                for (long row = 1; row < rows; row++)
                {
                    sum = TOperator.Invoke(sum, Vector256.Load(from += step));
                }

                sum.Store(y + j);
            }

            return;
        }

        for (; j < columns; j++)
        {
            T sum = x[j];
            for (nint row = 1; row < rows; row++)
            {
                sum = TOperator.Invoke(sum, x[(row * step) + j]);
            }

            y[j] = sum;
        }
    }

    struct Body<TOperator, T> : IParallelBody
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        internal T* X, Results;
        internal T Identity;
        internal long Axis, Inner, PieceLength, Pieces, Strips, Units, Group;

        public readonly void Invoke(int part)
        {
            for (long unit = part * Group; unit < Math.Min(Units, (part + 1) * Group); unit++)
            {
                var (rest, strip) = Math.DivRem(unit, Strips);
                var (o, piece) = Math.DivRem(rest, Pieces);
                long start = piece * PieceLength, rows = Math.Min(PieceLength, Axis - start), column = strip * Columns;
                T* from = X + (((o * Axis) + start) * Inner) + column, to = Results + (((o * Pieces) + piece) * Inner) + column;
                if (Inner == 1)
                {
                    *to = Row<TOperator, T>(from, rows, Identity);
                }
                else
                {
                    Strip<TOperator, T>(from, rows, Inner, to, (nint)Math.Min(Columns, Inner - column));
                }
            }
        }
    }
}
