using System.Numerics;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>
/// One matrix product C (+)= α·A·B (+ bias): A is M×K, B is K×N, both with any strides (in elements), so that transposed views cost nothing to
/// describe; C is M×N with contiguous rows.
/// </summary>
public unsafe struct Product<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Rows of A and C.</summary>
    public int M;

    /// <summary>Columns of B and C.</summary>
    public int N;

    /// <summary>Columns of A, rows of B.</summary>
    public int K;

    /// <summary>The left matrix.</summary>
    public T* A;

    /// <summary>Elements from one row of A to the next.</summary>
    public nint ARow;

    /// <summary>Elements from one column of A to the next.</summary>
    public nint AColumn;

    /// <summary>The right matrix.</summary>
    public T* B;

    /// <summary>Elements from one row of B to the next.</summary>
    public nint BRow;

    /// <summary>Elements from one column of B to the next.</summary>
    public nint BColumn;

    /// <summary>The result; must not overlap A or B.</summary>
    public T* C;

    /// <summary>Elements from one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Factor of the product. Default of <see cref="Create"/>: 1.</summary>
    public T Alpha;

    /// <summary>Whether the product is added to what C holds. Otherwise C is only written.</summary>
    public bool Accumulate;

    /// <summary>A value for each column of C that is added to it, or null.</summary>
    public T* Bias;

    /// <summary>A product of row-major matrices without gaps between rows.</summary>
    public static Product<T> Create(int m, int n, int k, T* a, T* b, T* c) => new()
    {
        M = m, N = n, K = k, A = a, ARow = k, AColumn = 1, B = b, BRow = n, BColumn = 1, C = c, CRow = n, Alpha = T.One,
    };
}
