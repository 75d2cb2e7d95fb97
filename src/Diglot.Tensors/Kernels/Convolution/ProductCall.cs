using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// What a product tile computes, lane by lane: <c>sum[a·SumA + b·SumB] += mask &amp; Σ_rows Σ_pixels A[row, pixel, a] · B[row, pixel, b]</c>.
/// With A the convolution's input and B the gradient of its output (or the other way round) this is the weight gradient;
/// lanes stay apart, the caller sums them at the end. The mask drops lanes that hold no image.
/// </summary>
internal unsafe struct ProductCall<T> where T : unmanaged
{
    public T* A;
    public T* B;
    public T* Sum;
    public nint PixelA;
    public nint PixelB;
    public nint RowA;
    public nint RowB;
    public nint SumA;
    public nint SumB;
    public nint Rows;
    public nint Pixels;
    public Vector256<T> Mask;
}
