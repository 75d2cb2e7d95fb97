using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// Where the elements of one block of images lie: <c>[H][halo + W + halo][C][lanes]</c>. The halo columns are zero, so that a
/// convolution reads its padding instead of testing for it; rows above and below need none, kernels skip them.
/// All lengths and strides count elements.
/// </summary>
internal sealed class LaneImage(int channels, int height, int width, int lanes, int haloLeft = 0, int haloRight = 0)
{
    public int Channels { get; } = channels;
    public int Height { get; } = height;
    public int Width { get; } = width;
    public int Lanes { get; } = lanes;
    public int HaloLeft { get; } = haloLeft;
    public int HaloRight { get; } = haloRight;
    public nint PixelStride { get; } = (nint)channels * lanes;
    public nint RowStride { get; } = (nint)channels * lanes * (haloLeft + width + haloRight);

    /// <summary>Elements a block takes.</summary>
    public nint Length => RowStride * Height;

    /// <summary>Offset of pixel (0, 0), channel 0.</summary>
    public nint Origin => PixelStride * HaloLeft;

    /// <summary>Writes zeros into the halo of <paramref name="rows"/> rows.</summary>
    [SkipLocalsInit]
    public unsafe void ClearHalo<T>(T* block, int rows) where T : unmanaged
    {
        if (HaloLeft + HaloRight == 0) { return; }
        int left = (int)(HaloLeft * PixelStride), right = (int)(HaloRight * PixelStride);
        for (int y = 0; y < rows; y++, block += RowStride)
        {
            new Span<T>(block, left).Clear();
            new Span<T>(block + RowStride - right, right).Clear();
        }
    }
}
