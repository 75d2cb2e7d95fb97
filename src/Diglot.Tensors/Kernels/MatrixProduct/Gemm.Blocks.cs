using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <content>Products of matrices, block by block.</content>
public static unsafe partial class Gemm
{
    static void Blocks<T, TEpilogue>(in Product<T> product)
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        int width = 2 * Vector256<T>.Count;
        var body = new BlockBody<T, TEpilogue> { Product = product };
        // Packing B pays when enough rows use it, or when its columns are not contiguous.
        bool packB = product.BColumn != 1 || product.M > RowBlock || (double)product.K * product.N > 100_000;
        body.PackA = (double)product.M * product.K > 50_000 && product.N >= 4 * width;
        body.Depth = Math.Max(1, Even(product.K, packB ? DepthBlock : 2 * DepthBlock, 1));
        int panelColumns = packB ? Even(product.N, PanelColumns, width) : product.N;
        double work = (double)product.M * product.N * product.K;
        body.Rows = Even(product.M, RowBlock, MicroKernel.Rows);
        for (int column = 0; column < product.N; column += panelColumns)
        {
            body.Column = column;
            body.ColumnCount = Math.Min(panelColumns, product.N - column);
            int rowParts = (product.M + body.Rows - 1) / body.Rows;
            // Enough parts for the threads, but columns in runs that make up for packing A again. How parts are cut changes no sum.
            int columnParts = work < ParallelWork || Workers.Count == 1 ? 1 : Math.Max((body.ColumnCount + ColumnBlock - 1) / ColumnBlock, Math.Min((body.ColumnCount + (2 * width) - 1) / (2 * width), (8 + rowParts - 1) / rowParts));
            body.Columns = Even(body.ColumnCount, (body.ColumnCount + columnParts - 1) / columnParts, width);
            columnParts = (body.ColumnCount + body.Columns - 1) / body.Columns;
            body.RowParts = rowParts;
            int panels = (body.ColumnCount + width - 1) / width;
            // Without packing, a buffer is still needed for the last, incomplete panel.
            int packed = packB ? panels : body.ColumnCount % width == 0 ? 0 : 1;
            body.FirstPacked = panels - packed;
            body.Panels = packed == 0 ? null : (T*)PackBuffer.B.Take((nuint)packed * (nuint)width * (nuint)body.Depth * (nuint)sizeof(T));
            for (int depth = 0; depth < product.K || depth == 0; depth += body.Depth)
            {
                body.DepthStart = depth;
                body.DepthCount = Math.Min(body.Depth, product.K - depth);
                if (packed > 0)
                {
                    var pack = new PackBody<T, TEpilogue> { Block = body, Packed = packed, Group = Math.Max(1, 65536 / (width * body.Depth)) };
                    Workers.For((packed + pack.Group - 1) / pack.Group, ref pack);
                }
                if (work < ParallelWork)
                {
                    for (int part = 0; part < rowParts * columnParts; part++)
                        body.Invoke(part);
                }
                else
                {
                    Workers.For(rowParts * columnParts, ref body);
                }
            }
        }
    }

    /// <summary>The size of equal blocks of at most <paramref name="limit"/> that cover a length, rounded up to a multiple.</summary>
    static int Even(int length, int limit, int multiple)
    {
        limit = Math.Max(multiple, limit / multiple * multiple);
        int blocks = Math.Max(1, (length + limit - 1) / limit);
        int size = (length + blocks - 1) / blocks;
        return (size + multiple - 1) / multiple * multiple;
    }

    struct PackBody<T, TEpilogue> : IParallelBody
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        internal BlockBody<T, TEpilogue> Block;
        internal int Packed, Group;

        public readonly void Invoke(int part)
        {
            int width = 2 * Vector256<T>.Count;
            for (int i = part * Group; i < Math.Min(Packed, (part + 1) * Group); i++)
            {
                int column = (Block.FirstPacked + i) * width;
                Packing.PackB(
                    Block.DepthCount, Math.Min(width, Block.ColumnCount - column),
                    Block.Product.B + (Block.DepthStart * Block.Product.BRow) + ((Block.Column + column) * Block.Product.BColumn),
                    Block.Product.BRow, Block.Product.BColumn, Block.Panels + ((nint)i * width * Block.DepthCount));
            }
        }
    }

    /// <summary>One block of C for one block of K.</summary>
    struct BlockBody<T, TEpilogue> : IParallelBody
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        internal Product<T> Product;
        internal T* Panels;
        internal bool PackA;
        internal int Depth, DepthStart, DepthCount, Column, ColumnCount, Rows, Columns, RowParts, FirstPacked;

        [SkipLocalsInit]
        public readonly void Invoke(int part)
        {
            int width = 2 * Vector256<T>.Count;
            int row = part % RowParts * Rows, rowEnd = Math.Min(Product.M, row + Rows);
            int first = part / RowParts * Columns, columnEnd = Math.Min(ColumnCount, first + Columns);
            T* a = Product.A + (row * Product.ARow) + (DepthStart * Product.AColumn);
            nint aRow = Product.ARow, aColumn = Product.AColumn, aStep = MicroKernel.Rows * aRow;
            if (PackA)
            {
                var packed = (T*)PackBuffer.A.Take((nuint)(rowEnd - row + MicroKernel.Rows) * (nuint)DepthCount * (nuint)sizeof(T));
                Packing.PackA(rowEnd - row, DepthCount, a, aRow, aColumn, packed);
                (aRow, aColumn, aStep) = (1, MicroKernel.Rows, (nint)MicroKernel.Rows * DepthCount);
                a = packed;
            }
            T* sums = stackalloc T[MicroKernel.Rows * width];
            bool start = DepthStart == 0;
            var tile = new Tile<T>
            {
                RowStride = Product.CRow, Accumulate = !start || Product.Accumulate, Last = DepthStart + DepthCount >= Product.K, Alpha = Product.Alpha,
            };
            for (int column = first; column < columnEnd; column += width)
            {
                int panel = column / width;
                bool inPlace = panel < FirstPacked;
                T* b = inPlace
                    ? Product.B + (DepthStart * Product.BRow) + Column + column
                    : Panels + ((nint)(panel - FirstPacked) * width * DepthCount);
                nint bRow = inPlace ? Product.BRow : width;
                tile.Columns = Math.Min(width, ColumnCount - column);
                tile.Bias = start && Product.Bias != null ? Product.Bias + Column + column : null;
                T* from = a;
                for (int i = row; i < rowEnd; i += MicroKernel.Rows, from += aStep)
                {
                    tile.C = Product.C + (i * Product.CRow) + Column + column;
                    tile.Rows = Math.Min(MicroKernel.Rows, rowEnd - i);
                    if (Sse.IsSupported && tile.Accumulate)
                    {
                        // What the tile is added to arrives while the sums are computed.
                        for (int r = 0; r < tile.Rows; r++)
                            Sse.Prefetch0(tile.C + (r * tile.RowStride));
                    }
                    MicroKernel.Run(DepthCount, from, aRow, aColumn, b, bRow, tile.Rows, sums);
                    MicroKernel.Finish<T, TEpilogue>(tile, sums);
                }
            }
        }
    }
}
