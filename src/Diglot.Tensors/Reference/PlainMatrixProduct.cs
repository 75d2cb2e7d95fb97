using System.Numerics;

namespace Diglot.Tensors.Reference;

/// <summary>The matrix product as one would write it on paper.</summary>
internal static unsafe class PlainMatrixProduct
{
    /// <summary>C = A·B for row-major C of m × n, and A and B given by their strides.</summary>
    public static void Run<T>(T* a, long aRow, long aColumn, T* b, long bRow, long bColumn, T* c, int m, int n, int k)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < m; i++)
        {
            var row = c + ((long)i * n);
            new Span<T>(row, n).Clear();
            for (var p = 0; p < k; p++)
            {
                var factor = a[(i * aRow) + (p * aColumn)];
                var from = b + (p * bRow);
                for (var j = 0; j < n; j++)
                {
                    row[j] += factor * from[j * bColumn];
                }
            }
        }
    }
}
