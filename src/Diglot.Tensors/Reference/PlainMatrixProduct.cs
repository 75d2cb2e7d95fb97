using System.Numerics;
using Diglot.Tensors.Kernels.MatrixProduct;

namespace Diglot.Tensors.Reference;

/// <summary>The matrix product as plain loops, for whole numbers; they wrap round. Also the twin that the fast products are tested against.</summary>
static unsafe class PlainMatrixProduct
{
    internal static void Run<T>(in Product<T> product)
        where T : unmanaged, INumber<T>
    {
        for (nint i = 0; i < product.M; i++)
        {
            T* c = product.C + (i * product.CRow);
            for (nint j = 0; j < product.N; j++)
                c[j] = (product.Accumulate ? c[j] : T.Zero) + (product.Bias == null ? T.Zero : product.Bias[j]);
            for (nint p = 0; p < product.K; p++)
            {
                T x = product.Alpha * product.A[(i * product.ARow) + (p * product.AColumn)];
                T* b = product.B + (p * product.BRow);
                for (nint j = 0; j < product.N; j++)
                    c[j] += x * b[j * product.BColumn];
            }
        }
    }
}
