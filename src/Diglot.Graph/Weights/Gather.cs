using System.Numerics;
using System.Runtime.InteropServices;

namespace Diglot.Graph.Weights;

/// <summary>
/// All steps of a weight in one pass: each axis of the result has a table that says how far its index moves in the source; an element lies at the sum.
/// Where the result's last axis is not the source's, elements are moved in square tiles, so that both sides stay in the cache.
/// </summary>
internal static class Gather
{
    private const int Tile = 32;

    /// <summary>Writes the source after all steps, row-major.</summary>
    public static void Copy(NDArray source, IReadOnlyList<WeightOperation> operations, Span<byte> destination)
    {
        foreach (var (place, operation) in operations.Index())
        {
            if (operation is ReorderAxis && operations.Skip(place + 1).Any(static later => later is ReshapeTo))
            {
                // A table that is no stride cannot be split over axes: what comes before is carried out first.
                var head = new Weight("", new MemorySource(source));
                foreach (var step in operations.Take(place))
                {
                    head = head.Then(step);
                }

                var array = head.Read().Take(NDArray.From(((ReorderAxis)operation).Order.Select(static index => (long)index).ToArray()), ((ReorderAxis)operation).Axis).Contiguous();
                Copy(array, [.. operations.Skip(place + 1)], destination);
                return;
            }
        }

        var view = source;
        var orders = new Dictionary<int, IReadOnlyList<int>>();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case PermuteAxes { Axes: var axes }:
                    view = view.Permute([.. axes]);
                    orders = axes.Index().Where(axis => orders.ContainsKey(axis.Item)).ToDictionary(static axis => axis.Index, axis => orders[axis.Item]);
                    break;
                case ReshapeTo { Shape: var shape }:
                    view = view.Reshape([.. shape]);
                    break;
                case ReorderAxis { Axis: var axis, Order: var order }:
                    orders[axis] = orders.TryGetValue(axis, out var before) ? [.. order.Select(index => before[index])] : order;
                    break;
            }
        }

        Copy(view, orders, destination);
        GC.KeepAlive(source);
    }

    private static unsafe void Copy(NDArray view, Dictionary<int, IReadOnlyList<int>> orders, Span<byte> destination)
    {
        var size = view.Type.Size;
        if (orders.Count == 0 && view.IsContiguous)
        {
            new ReadOnlySpan<byte>(view.Pointer, checked((int)(view.Length * size))).CopyTo(destination);
            return;
        }

        var tables = new long[view.Rank][];
        for (var axis = 0; axis < view.Rank; axis++)
        {
            var (stride, table) = (view.Strides[axis], new long[view.Shape[axis]]);
            for (var i = 0; i < table.Length; i++)
            {
                table[i] = stride * (orders.TryGetValue(axis, out var order) ? order[i] : i);
            }

            tables[axis] = table;
        }

        switch (size)
        {
            case 1: Move((byte*)view.Pointer, tables, view, MemoryMarshal.Cast<byte, byte>(destination)); break;
            case 2: Move((ushort*)view.Pointer, tables, view, MemoryMarshal.Cast<byte, ushort>(destination)); break;
            case 4: Move((uint*)view.Pointer, tables, view, MemoryMarshal.Cast<byte, uint>(destination)); break;
            case 8: Move((ulong*)view.Pointer, tables, view, MemoryMarshal.Cast<byte, ulong>(destination)); break;
            default: Move((UInt128*)view.Pointer, tables, view, MemoryMarshal.Cast<byte, UInt128>(destination)); break;
        }
    }

    private static unsafe void Move<T>(T* from, long[][] tables, NDArray view, Span<T> to)
        where T : unmanaged
    {
        var rank = tables.Length;
        if (rank < 2)
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[rank == 0 ? 0 : tables[0][i]];
            }

            return;
        }

        // The axis along which the source moves least: tiles lie between it and the last one.
        var inner = rank - 1;
        var near = Enumerable.Range(0, rank).Where(axis => view.Shape[axis] > 1).DefaultIfEmpty(inner).MinBy(axis => view.Strides[axis]);
        near = near == inner ? Math.Max(0, rank - 2) : near;
        var steps = new long[rank];
        for (var (axis, step) = (rank - 1, 1L); axis >= 0; axis--)
        {
            (steps[axis], step) = (step, step * view.Shape[axis]);
        }

        var outer = Enumerable.Range(0, rank).Where(axis => axis != inner && axis != near).ToArray();
        var index = new int[outer.Length];
        var (rows, columns) = (tables[near], tables[inner]);
        var isStraight = near != inner && view.Strides[near] == 1 && rows.Index().All(static row => row.Item == row.Index);
        fixed (T* start = to)
        {
            do
            {
                var source = from;
                var target = start;
                for (var i = 0; i < outer.Length; i++)
                {
                    source += tables[outer[i]][index[i]];
                    target += steps[outer[i]] * index[i];
                }

                if (sizeof(T) == sizeof(uint) && isStraight && BlockTranspose.IsSupported)
                {
                    BlockTranspose.Run((uint*)source, columns, rows.Length, (uint*)target, steps[near]);
                    continue;
                }

                for (var row = 0; row < rows.Length; row += Tile)
                {
                    var lastRow = Math.Min(rows.Length, row + Tile);
                    for (var column = 0; column < columns.Length; column += Tile)
                    {
                        var lastColumn = Math.Min(columns.Length, column + Tile);
                        for (var r = row; r < lastRow; r++)
                        {
                            var line = source + rows[r];
                            var result = target + (r * steps[near]);
                            for (var c = column; c < lastColumn; c++)
                            {
                                result[c] = line[columns[c]];
                            }
                        }
                    }
                }
            }
            while (Next(index, outer, view));
        }
    }

    private static bool Next(int[] index, int[] axes, NDArray view)
    {
        for (var i = index.Length - 1; i >= 0; i--)
        {
            if (++index[i] < view.Shape[axes[i]])
            {
                return true;
            }

            index[i] = 0;
        }

        return false;
    }
}
