using System.Numerics;
using Diglot.Tensors.Reference;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>
/// Matrix products of single and double precision.
/// <para>
/// Large ones run over packed blocks: K in blocks, whose panels of B are packed once for all rows and stay in the third-level cache; rows in blocks, whose
/// panels of A are packed into the second-level cache; the <see cref="MicroKernel"/> holds a tile of C in registers. Small ones read
/// A and B where they are. Threads share out blocks of C, never K: each element is summed in one order, whatever the number of threads.
/// </para>
/// </summary>
public static unsafe partial class Gemm
{
    const int DepthBlock = 256, RowBlock = 96, ColumnBlock = 1024, PanelColumns = 2048;

    // Multiplications from which a second thread is worth waking.
    const double ParallelWork = 400_000;

    /// <summary>Computes a product.</summary>
    public static void Run<T>(in Product<T> product)
        where T : unmanaged, INumber<T> => Run<T, NoEpilogue<T>>(product);

    /// <summary>Computes a product and passes every finished element through the epilogue. Types other than float and double have no epilogue.</summary>
    public static void Run<T, TEpilogue>(in Product<T> product)
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (product.M <= 0 || product.N <= 0)
            return;
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            PlainMatrixProduct.Run(product);
        else if (product.M == 1)
            VectorProduct<T, TEpilogue>(product);
        else if (product.N == 1 && product.CRow == 1 && product.Bias == null)
            VectorProduct<T, TEpilogue>(Transposed(product));
        else
            Blocks<T, TEpilogue>(product);
    }

    /// <summary>
    /// Computes products that differ only in where their matrices start; offsets count elements. Many small products share out the threads among
    /// them, few large ones use all threads each.
    /// </summary>
    public static void RunBatch<T>(Product<T> product, int count, long* aOffsets, long* bOffsets, long cStride)
        where T : unmanaged, INumber<T>
    {
        double work = (double)product.M * product.N * product.K;
        var body = new BatchBody<T> { Product = product, AOffsets = aOffsets, BOffsets = bOffsets, CStride = cStride, Count = count };
        if (work * count < ParallelWork || work > 20 * ParallelWork || count == 1)
        {
            body.Group = count;
            body.Invoke(0);
            return;
        }
        body.Group = Math.Max(1, (int)(ParallelWork / 4 / Math.Max(1, work)));
        Workers.For((count + body.Group - 1) / body.Group, ref body);
    }

    static Product<T> Transposed<T>(Product<T> p)
        where T : unmanaged, INumber<T>
    {
        // Cᵀ = Bᵀ·Aᵀ.
        var result = p;
        (result.M, result.N, result.CRow) = (p.N, p.M, p.M);
        result.A = p.B;
        result.B = p.A;
        (result.ARow, result.AColumn, result.BRow, result.BColumn) = (p.BColumn, p.BRow, p.AColumn, p.ARow);
        return result;
    }

    struct BatchBody<T> : IParallelBody
        where T : unmanaged, INumber<T>
    {
        internal Product<T> Product;
        internal long* AOffsets, BOffsets;
        internal long CStride;
        internal int Count, Group;

        public readonly void Invoke(int part)
        {
            var product = Product;
            for (int i = part * Group; i < Math.Min(Count, (part + 1) * Group); i++)
            {
                product.A = Product.A + AOffsets[i];
                product.B = Product.B + BOffsets[i];
                product.C = Product.C + (i * CStride);
                Run(product);
            }
        }
    }
}
