using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>
/// A nest of loops over up to four arrays of one shape, each with its own strides (0 repeats an element along an axis).
/// <para>
/// Axes of length 1 are dropped, axes that continue each other in all arrays are joined, and the axes are ordered by the steps of the
/// last array, the result. What remains is walked row by row: a row is a run along the innermost axis. Large loops are cut into parts for
/// the worker threads by their lengths alone.
/// </para>
/// </summary>
unsafe struct StridedLoop
{
    const int MaxRank = 32, Operands = 4;

    // Elements from which a second thread is worth waking, and elements a part.
    const long ParallelLength = 65536;
    const long PartLength = 16384;

    fixed long lengths[MaxRank];
    fixed long steps[MaxRank * Operands];
    int rank;
    long rowLength, pieceLength, piecesARow, piecesAPart, pieces;

    /// <summary>Plans the loops. Strides count elements; an operand that is not there has empty strides.</summary>
    internal static StridedLoop Create(
        ReadOnlySpan<int> shape, ReadOnlySpan<long> first, ReadOnlySpan<long> second, ReadOnlySpan<long> third, ReadOnlySpan<long> result)
    {
        if (shape.Length > MaxRank)
            throw new ArgumentException($"Arrays have at most {MaxRank} axes, but this one has {shape.Length}.", nameof(shape));
        StridedLoop loop = default;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] != 1)
                loop.Insert(shape[axis], At(first, axis), At(second, axis), At(third, axis), At(result, axis));
        }
        loop.Join();
        loop.Cut();
        return loop;
    }

    static long At(ReadOnlySpan<long> strides, int axis) => strides.IsEmpty ? 0 : strides[axis];

    /// <summary>Inserts an axis so that the steps of the result fall from the outermost to the innermost axis.</summary>
    void Insert(long length, long first, long second, long third, long result)
    {
        int place = rank++;
        for (; place > 0 && Math.Abs(steps[((place - 1) * Operands) + 3]) < Math.Abs(result); place--)
        {
            lengths[place] = lengths[place - 1];
            for (int i = 0; i < Operands; i++)
                steps[(place * Operands) + i] = steps[((place - 1) * Operands) + i];
        }
        lengths[place] = length;
        steps[place * Operands] = first;
        steps[(place * Operands) + 1] = second;
        steps[(place * Operands) + 2] = third;
        steps[(place * Operands) + 3] = result;
    }

    void Join()
    {
        int kept = 0;
        for (int axis = 1; axis < rank; axis++)
        {
            bool continues = true;
            for (int i = 0; i < Operands; i++)
                continues &= steps[(kept * Operands) + i] == steps[(axis * Operands) + i] * lengths[axis];
            if (!continues)
                kept++;
            lengths[kept] = continues ? lengths[kept] * lengths[axis] : lengths[axis];
            for (int i = 0; i < Operands; i++)
                steps[(kept * Operands) + i] = steps[(axis * Operands) + i];
        }
        rank = Math.Min(rank, kept + 1);
    }

    void Cut()
    {
        if (rank == 0)
        {
            lengths[0] = 1;
            for (int i = 0; i < Operands; i++)
                steps[i] = 1;
            rank = 1;
        }
        rowLength = lengths[rank - 1];
        long rows = 1;
        for (int axis = 0; axis < rank - 1; axis++)
            rows *= lengths[axis];
        pieceLength = Math.Max(1, Math.Min(rowLength, PartLength));
        piecesARow = (rowLength + pieceLength - 1) / pieceLength;
        pieces = rows * piecesARow;
        piecesAPart = rows * rowLength >= ParallelLength ? Math.Max(1, PartLength / pieceLength) : Math.Max(1, pieces);
    }

    /// <summary>The step of an array along the innermost axis: 0 first, 1 second, 2 third, 3 result.</summary>
    internal readonly long Step(int operand) => steps[((rank - 1) * Operands) + operand];

    /// <summary>Runs the body for every row, on the worker threads if the loop is large.</summary>
    internal void Run<TRow>(TRow row)
        where TRow : struct, IRow
    {
        int parts = (int)((pieces + piecesAPart - 1) / piecesAPart);
        if (parts == 0)
            return;
        var body = new Body<TRow> { Loop = this, Row = row };
        if (parts == 1)
            body.Invoke(0);
        else
            Workers.For(parts, ref body);
    }

    readonly void RunPart<TRow>(int part, ref TRow row)
        where TRow : struct, IRow
    {
        long piece = part * piecesAPart, end = Math.Min(pieces, piece + piecesAPart);
        long* counters = stackalloc long[MaxRank];
        long* at = stackalloc long[Operands];
        long rest = piece / piecesARow, inRow = piece % piecesARow;
        for (int i = 0; i < Operands; i++)
            at[i] = 0;
        for (int axis = rank - 2; axis >= 0; axis--)
        {
            counters[axis] = rest % lengths[axis];
            rest /= lengths[axis];
            for (int i = 0; i < Operands; i++)
                at[i] += counters[axis] * steps[(axis * Operands) + i];
        }
        for (; piece < end; piece++)
        {
            long start = inRow * pieceLength;
            row.Invoke(
                (nint)(at[0] + (start * Step(0))), (nint)(at[1] + (start * Step(1))), (nint)(at[2] + (start * Step(2))),
                (nint)(at[3] + (start * Step(3))), (nint)Math.Min(pieceLength, rowLength - start));
            if (++inRow < piecesARow)
                continue;
            inRow = 0;
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                bool wraps = ++counters[axis] == lengths[axis];
                long move = wraps ? 1 - lengths[axis] : 1;
                for (int i = 0; i < Operands; i++)
                    at[i] += move * steps[(axis * Operands) + i];
                if (!wraps)
                    break;
                counters[axis] = 0;
            }
        }
    }

    struct Body<TRow> : IParallelBody
        where TRow : struct, IRow
    {
        internal StridedLoop Loop;
        internal TRow Row;

        public void Invoke(int part)
        {
            // A copy each: threads must not share the struct's cache lines for writing.
            var row = Row;
            Loop.RunPart(part, ref row);
        }
    }
}
