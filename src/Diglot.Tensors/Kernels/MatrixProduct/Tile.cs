namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>Where one register tile of C lies, and how it is finished.</summary>
unsafe struct Tile<T>
    where T : unmanaged
{
    internal T* C;
    internal nint RowStride;

    /// <summary>Rows and columns that exist; at most the size of the register tile.</summary>
    internal int Rows, Columns;

    /// <summary>Values that the sums start from, for each column, or null.</summary>
    internal T* Bias;

    /// <summary>Whether the sums start from what C holds.</summary>
    internal bool Accumulate;

    /// <summary>Whether this is the last block of K, after which the epilogue runs.</summary>
    internal bool Last;

    internal T Alpha;
}
