using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>How far apart, in elements, neighbours of a batch of images lie along each axis.</summary>
internal readonly record struct ImageStrides(nint Image, nint Channel, nint Row, nint Column)
{
    /// <summary>(N, C, H, W), as PyTorch keeps images.</summary>
    public static ImageStrides ChannelsFirst(int channels, int height, int width) => new((nint)channels * height * width, (nint)height * width, width, 1);

    /// <summary>(N, H, W, C), as Keras keeps images.</summary>
    public static ImageStrides ChannelsLast(int channels, int height, int width) => new((nint)channels * height * width, 1, (nint)width * channels, channels);
}

/// <summary>Brings images into lanes and back. Lanes that hold no image are zero after packing.</summary>
internal static unsafe class LaneLayout
{
    /// <summary>Packs <paramref name="images"/> (1 to the lane count) images into a block of <paramref name="layout"/>; the halo is cleared too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* from, in ImageStrides strides, int images, T* block, LaneImage layout) where T : unmanaged
    {
        layout.ClearHalo(block, layout.Height);
        T* to = block + layout.Origin;
        for (int y = 0; y < layout.Height; y++, to += layout.RowStride)
        {
            T* row = from + (y * strides.Row);
            if (strides.Channel == 1 && strides.Column == layout.Channels)
            {
                PackRun(row, strides.Image, 1, layout.Width * layout.Channels, images, to, layout.Lanes);
                continue;
            }
            for (int c = 0; c < layout.Channels; c++)
            {
                PackRun(row + (c * strides.Channel), strides.Image, strides.Column, layout.Width, images, to + ((nint)c * layout.Lanes), layout.PixelStride);
            }
        }
    }

    /// <summary>The inverse of <see cref="Pack"/>: writes the lanes that hold images.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack<T>(T* block, LaneImage layout, int images, T* to, in ImageStrides strides) where T : unmanaged
    {
        T* from = block + layout.Origin;
        for (int y = 0; y < layout.Height; y++, from += layout.RowStride)
        {
            T* row = to + (y * strides.Row);
            if (strides.Channel == 1 && strides.Column == layout.Channels)
            {
                UnpackRun(from, layout.Lanes, layout.Width * layout.Channels, images, row, strides.Image, 1);
                continue;
            }
            for (int c = 0; c < layout.Channels; c++)
            {
                UnpackRun(from + ((nint)c * layout.Lanes), layout.PixelStride, layout.Width, images, row + (c * strides.Channel), strides.Image, strides.Column);
            }
        }
    }

    /// <summary>Packs <paramref name="count"/> elements of each image into vectors <paramref name="vectorStride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackRun<T>(T* from, nint imageStride, nint step, int count, int images, T* to, nint vectorStride) where T : unmanaged
    {
        int lanes = Lanes.Count<T>(), i = 0;
        if (images == lanes && step == 1)
        {
            for (; i + lanes <= count; i += lanes) { Lanes.Transpose(from + i, imageStride, to + (i * vectorStride), vectorStride); }
        }
        for (; i < count; i++)
        {
            T* vector = to + (i * vectorStride);
            for (int n = 0; n < images; n++) { vector[n] = from[(n * imageStride) + (i * step)]; }
            for (int n = images; n < lanes; n++) { vector[n] = default; }
        }
    }

    /// <summary>The inverse of <see cref="PackRun"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UnpackRun<T>(T* from, nint vectorStride, int count, int images, T* to, nint imageStride, nint step) where T : unmanaged
    {
        int lanes = Lanes.Count<T>(), i = 0;
        if (images == lanes && step == 1)
        {
            for (; i + lanes <= count; i += lanes) { Lanes.Transpose(from + (i * vectorStride), vectorStride, to + i, imageStride); }
        }
        for (; i < count; i++)
        {
            T* vector = from + (i * vectorStride);
            for (int n = 0; n < images; n++) { to[(n * imageStride) + (i * step)] = vector[n]; }
        }
    }
}
