namespace Diglot.Tensors.Random;

/// <summary>
/// Random orthogonal matrices (A. M. Saxe, J. L. McClelland and S. Ganguli, 2013, https://arxiv.org/abs/1312.6120), the last step of PyTorch's
/// <c>orthogonal_</c> and Keras's <c>Orthogonal</c>: the Q of a QR decomposition whose R has a positive diagonal, which makes it unique.
/// </summary>
public static class OrthogonalMatrix
{
    /// <summary>
    /// Replaces a tall matrix by the Q of its QR decomposition with the diagonal of R made positive. Householder reflections in float64.
    /// A wide matrix is transposed by the caller before and after, as both frameworks do.
    /// </summary>
    /// <param name="matrix">Row-major, rows × columns; replaced by orthonormal columns.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at most as many as rows.</param>
    /// <exception cref="ArgumentException">The matrix is wide, or the length does not fit.</exception>
    public static void Orthonormalise(Span<float> matrix, int rows, int columns)
    {
        if (rows < columns || matrix.Length != rows * columns)
        {
            throw new ArgumentException($"A tall matrix is expected, rows >= columns; received {rows} x {columns} with {matrix.Length} elements.", nameof(matrix));
        }

        // One Householder vector a column, and beside it the sign of the diagonal of R that it leaves.
        var a = new double[matrix.Length];
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = matrix[i];
        }

        var reflections = new double[columns][];
        var signs = new double[columns];
        for (var k = 0; k < columns; k++)
        {
            var v = new double[rows];
            var norm = 0.0;
            for (var i = k; i < rows; i++)
            {
                v[i] = a[(i * columns) + k];
                norm += v[i] * v[i];
            }

            norm = Math.Sqrt(norm);
            signs[k] = v[k] < 0 ? 1 : -1;
            v[k] -= signs[k] * norm;
            Normalise(v);
            reflections[k] = v;
            Reflect(a, v, columns, k);
        }

        var q = new double[matrix.Length];
        for (var k = 0; k < columns; k++)
        {
            q[(k * columns) + k] = signs[k];
        }

        for (var k = columns - 1; k >= 0; k--)
        {
            Reflect(q, reflections[k], columns, k);
        }

        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)q[i];
        }
    }

    private static void Normalise(double[] v)
    {
        var norm = Math.Sqrt(v.Sum(x => x * x));
        for (var i = 0; i < v.Length && norm > 0; i++)
        {
            v[i] /= norm;
        }
    }

    // a := a − 2 v (vᵀ a) for a unit vector v whose elements before the first are zero.
    private static void Reflect(double[] a, double[] v, int columns, int first)
    {
        for (var j = 0; j < columns; j++)
        {
            var dot = 0.0;
            for (var i = first; i < v.Length; i++)
            {
                dot += v[i] * a[(i * columns) + j];
            }

            for (var i = first; i < v.Length; i++)
            {
                a[(i * columns) + j] -= 2 * dot * v[i];
            }
        }
    }
}
