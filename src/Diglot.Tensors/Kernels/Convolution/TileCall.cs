namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// What a broadcast tile computes, for pixels p and channels c of the tile:
/// <c>y[p·YPixel + c·YChannel] = bias[c] + Σ_s Σ_{j &lt; Run} x[p·XPixel + Segments[s] + j] · w[s·WSegment + j·C + c]</c>,
/// where x and y count vectors of lanes (strides are in elements) and w is a scalar that all lanes share; C is the tile's channel count.
/// A convolution, its input gradient, a dense layer and a dense layer's weight gradient are all of this form.
/// </summary>
internal unsafe struct TileCall<T> where T : unmanaged
{
    public T* X;
    public T* W;
    public T* Y;
    public T* Bias;

    /// <summary>Offset in elements of each run of vectors from the first pixel's position.</summary>
    public nint* Segments;
    public nint SegmentCount;

    /// <summary>Vectors in one run.</summary>
    public nint Run;
    public nint XPixel;
    public nint WSegment;
    public nint YPixel;
    public nint YChannel;

    /// <summary>Number of tiles side by side along the row, each of the kernel's pixel count.</summary>
    public nint Tiles;
}
