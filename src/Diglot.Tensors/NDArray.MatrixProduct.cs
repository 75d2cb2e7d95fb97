using System.Numerics;
using Diglot.Tensors.Kernels.MatrixProduct;
using Diglot.Tensors.Shapes;

namespace Diglot.Tensors;

/// <content>Matrix products.</content>
public sealed unsafe partial class NDArray
{
    /// <summary>The product of the last two axes; axes before them broadcast. Both sides have at least two axes.</summary>
    public static NDArray MatMul(NDArray a, NDArray b)
    {
        var (m, k, n) = (a.Shape[-2], a.Shape[-1], b.Shape[-1]);
        if (b.Shape[-2] != k)
        {
            throw new ArgumentException($"A matrix product needs as many columns on the left as rows on the right; received {a.Shape} and {b.Shape} ({k} and {b.Shape[-2]}).");
        }

        var type = ElementTypes.Promote(a.Type, b.Type);
        var inner = Wider(type);
        (a, b) = (a.To(inner), b.To(inner));
        Shape batch = Axes.Broadcast(a.Shape.AsSpan()[..^2].ToArray(), b.Shape.AsSpan()[..^2].ToArray());
        var result = new NDArray(inner, (int[])[.. batch, m, n]);
        var (left, right) = (a.BroadcastTo((int[])[.. batch, m, k]), b.BroadcastTo((int[])[.. batch, k, n]));
        switch (inner)
        {
            case DType.Float32: Batches<float>(left, right, result); break;
            case DType.Float64: Batches<double>(left, right, result); break;
            case DType.Int32: Batches<int>(left, right, result); break;
            case DType.Int64: Batches<long>(left, right, result); break;
            default: Batches<byte>(left, right, result); break;
        }

        return result.To(type);
    }

    private static void Batches<T>(NDArray a, NDArray b, NDArray c)
        where T : unmanaged, INumber<T>
    {
        if (c.Length == 0)
        {
            return;
        }

        var (m, k, n) = (a.Shape[-2], a.Shape[-1], b.Shape[-1]);
        var rank = a.Rank;
        var (aRow, aColumn, bRow, bColumn) = (a.Strides[rank - 2], a.Strides[rank - 1], b.Strides[rank - 2], b.Strides[rank - 1]);
        var (x, y, z) = ((nint)a.Pointer, (nint)b.Pointer, (nint)c.Pointer);
        var product = new Product<T>
        {
            M = m, N = n, K = k, A = (T*)x, ARow = (nint)aRow, AColumn = (nint)aColumn, B = (T*)y, BRow = (nint)bRow, BColumn = (nint)bColumn,
            C = (T*)z, CRow = n, Alpha = T.One,
        };
        if (rank == 2)
        {
            Gemm.Run(product);
        }
        else
        {
            var outer = new Shape(a.Shape.AsSpan()[..^2].ToArray());
            var count = checked((int)outer.Length);
            var offsets = new long[2 * count];
            var axes = Kernels.Copying.Loop.Collapse(outer, a.Strides[..^2], b.Strides[..^2]);
            var done = 0;
            Kernels.Copying.Loop.Outer(axes, skip: 0, (first, second) =>
            {
                offsets[done] = first;
                offsets[count + done++] = second;
            });
            fixed (long* starts = offsets)
            {
                Gemm.RunBatch(product, count, starts, starts + count, (long)m * n);
            }
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }
}
