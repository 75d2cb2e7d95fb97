using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <content>Products of one row with a matrix: memory sets the pace, so B is read once, in the order in which it lies.</content>
public static unsafe partial class Gemm
{
    static void VectorProduct<T, TEpilogue>(in Product<T> product)
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        // Columns a part: about a quarter of the least work for two threads, in whole groups of vectors.
        int columns = Math.Max(1, (int)(ParallelWork / 4 / Math.Max(1, product.K)) / 64 * 64);
        columns = Math.Max(64, columns);
        var body = new VectorBody<T, TEpilogue> { Product = product, Columns = columns };
        if (product.AColumn != 1)
        {
            body.Product.A = (T*)PackBuffer.A.Take((nuint)product.K * (nuint)sizeof(T));
            for (int p = 0; p < product.K; p++)
                body.Product.A[p] = product.A[p * product.AColumn];
        }
        if ((double)product.N * product.K < ParallelWork)
        {
            body.Columns = product.N;
            body.Invoke(0);
        }
        else
        {
            Workers.For((product.N + columns - 1) / columns, ref body);
        }
    }

    struct VectorBody<T, TEpilogue> : IParallelBody
        where T : unmanaged, INumber<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        internal Product<T> Product;
        internal int Columns;

        public readonly void Invoke(int part)
        {
            nint column = (nint)part * Columns, end = Math.Min(Product.N, column + Columns);
            if (Product.BColumn == 1)
                AlongRows(column, end);
            else
                AlongColumns(column, end);
        }

        /// <summary>Rows of B are contiguous: four at a time are added to the sums, which stay in the first-level cache.</summary>
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        readonly void AlongRows(nint column, nint end)
        {
            const int chunk = 512;
            nint width = Vector256<T>.Count, step = Product.BRow, k = Product.K;
            T* a = Product.A, sums = stackalloc T[chunk];
            for (; column < end; column += chunk)
            {
                nint count = Math.Min(chunk, end - column), whole = count / width * width;
                new Span<T>(sums, chunk).Clear();
                T* b = Product.B + column;
                nint p = 0;
                for (; p < k - 3; p += 4, b += 4 * step)
                {
                    var (x0, x1, x2, x3) = (Vector256.Create(a[p]), Vector256.Create(a[p + 1]), Vector256.Create(a[p + 2]), Vector256.Create(a[p + 3]));
                    nint j = 0;
                    for (; j < whole; j += width)
                    {
                        var sum = MicroKernel.MultiplyAdd(x0, Vector256.Load(b + j), Vector256.Load(sums + j));
                        sum = MicroKernel.MultiplyAdd(x1, Vector256.Load(b + step + j), sum);
                        sum = MicroKernel.MultiplyAdd(x2, Vector256.Load(b + (2 * step) + j), sum);
                        MicroKernel.MultiplyAdd(x3, Vector256.Load(b + (3 * step) + j), sum).Store(sums + j);
                    }
                    if (j < count)
                    {
                        var sum = MicroKernel.MultiplyAdd(x0, Lanes.Load(b + j, count - j), Vector256.Load(sums + j));
                        sum = MicroKernel.MultiplyAdd(x1, Lanes.Load(b + step + j, count - j), sum);
                        sum = MicroKernel.MultiplyAdd(x2, Lanes.Load(b + (2 * step) + j, count - j), sum);
                        MicroKernel.MultiplyAdd(x3, Lanes.Load(b + (3 * step) + j, count - j), sum).Store(sums + j);
                    }
                }
                for (; p < k; p++, b += step)
                {
                    for (nint j = 0; j < count; j += width)
                    {
                        var row = j < whole ? Vector256.Load(b + j) : Lanes.Load(b + j, count - j);
                        MicroKernel.MultiplyAdd(Vector256.Create(a[p]), row, Vector256.Load(sums + j)).Store(sums + j);
                    }
                }
                for (nint j = 0; j < count; j += width)
                    Finish(Vector256.Load(sums + j), column + j, Math.Min(width, count - j));
            }
        }

        /// <summary>Columns of B are contiguous (or nothing is): a dot product for each column, four columns at a time.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        readonly void AlongColumns(nint column, nint end)
        {
            nint width = Vector256<T>.Count, k = Product.K;
            T* sums = stackalloc T[Vector256<T>.Count];
            for (; column < end; column += width)
            {
                nint count = Math.Min(width, end - column);
                for (nint j = 0; j < count; j += 4)
                {
                    nint last = count - 1;
                    T* b0 = Product.B + ((column + j) * Product.BColumn), b1 = Product.B + ((column + Math.Min(j + 1, last)) * Product.BColumn);
                    T* b2 = Product.B + ((column + Math.Min(j + 2, last)) * Product.BColumn), b3 = Product.B + ((column + Math.Min(j + 3, last)) * Product.BColumn);
                    Vector256<T> s0 = default, s1 = default, s2 = default, s3 = default;
                    nint p = 0;
                    if (Product.BRow == 1)
                    {
                        for (; p <= k - width; p += width)
                        {
                            var x = Vector256.Load(Product.A + p);
                            s0 = MicroKernel.MultiplyAdd(x, Vector256.Load(b0 + p), s0);
                            s1 = MicroKernel.MultiplyAdd(x, Vector256.Load(b1 + p), s1);
                            s2 = MicroKernel.MultiplyAdd(x, Vector256.Load(b2 + p), s2);
                            s3 = MicroKernel.MultiplyAdd(x, Vector256.Load(b3 + p), s3);
                        }
                    }
                    T t0 = Vector256.Sum(s0), t1 = Vector256.Sum(s1), t2 = Vector256.Sum(s2), t3 = Vector256.Sum(s3);
                    for (; p < k; p++)
                    {
                        T x = Product.A[p];
                        t0 += x * b0[p * Product.BRow];
                        t1 += x * b1[p * Product.BRow];
                        t2 += x * b2[p * Product.BRow];
                        t3 += x * b3[p * Product.BRow];
                    }
                    sums[j] = t0;
                    sums[Math.Min(j + 1, last)] = j + 1 <= last ? t1 : sums[last];
                    sums[Math.Min(j + 2, last)] = j + 2 <= last ? t2 : sums[last];
                    sums[Math.Min(j + 3, last)] = j + 3 <= last ? t3 : sums[last];
                }
                Finish(Vector256.Load(sums), column, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly void Finish(Vector256<T> sum, nint column, nint count)
        {
            bool whole = count == Vector256<T>.Count;
            T* c = Product.C + column;
            sum *= Vector256.Create(Product.Alpha);
            if (Product.Accumulate)
                sum += whole ? Vector256.Load(c) : Lanes.Load(c, count);
            if (Product.Bias != null)
                sum += whole ? Vector256.Load(Product.Bias + column) : Lanes.Load(Product.Bias + column, count);
            sum = TEpilogue.Invoke(sum);
            if (whole)
                sum.Store(c);
            else
                Lanes.Store(sum, c, count);
        }
    }
}
