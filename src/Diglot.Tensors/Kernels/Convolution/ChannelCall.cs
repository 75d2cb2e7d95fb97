namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// What a channel tile computes for one image, output channels in lanes:
/// <c>y[p·YPixel + c] = bias[c] + Σ_s Σ_{j &lt; Run} x[p·XPixel + Segments[s] + j] · w[s, j, c]</c>, x and y counting single elements, w lying
/// in the order it is read.
/// </summary>
internal unsafe struct ChannelCall<T> where T : unmanaged
{
    public T* X;
    public T* W;
    public T* Y;
    public T* Bias;
    public nint* Segments;
    public nint SegmentCount;
    public nint Run;
    public nint XPixel;
    public nint YPixel;
    public nint Tiles;
}
