using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// A convolution of one image with output channels in lanes, for batches too small to fill lanes with images. Images lie as [H][halo + W + halo][C].
/// Up to two vectors of channels lie without gaps; more are padded to whole vectors, since a tile then no longer holds all channels of a pixel.
/// </summary>
internal sealed unsafe class ChannelConvolution<T> where T : unmanaged
{
    private readonly ConvolutionShape _shape;
    private readonly int _inChannels;
    private readonly nint _inputRow;
    private readonly nint[] _segments;
    private readonly int[] _vectors, _pixels;
    private readonly int _perRow, _run;

    /// <param name="shape">A shape with one group.</param>
    /// <param name="inChannels">Elements from one input pixel to the next: <see cref="PixelLength"/> of the channels.</param>
    /// <param name="inputRow">Elements from one input row to the next.</param>
    public ChannelConvolution(ConvolutionShape shape, int inChannels, nint inputRow)
    {
        (_shape, _inChannels, _inputRow) = (shape, inChannels, inputRow);
        bool join = shape.DilationWidth == 1;
        _perRow = join ? 1 : shape.KernelWidth;
        _run = (join ? shape.KernelWidth : 1) * inChannels;
        _segments = GC.AllocateUninitializedArray<nint>(shape.KernelHeight * _perRow, pinned: true);
        for (int i = 0; i < _segments.Length; i++)
        {
            _segments[i] = (i / _perRow * shape.DilationHeight * inputRow) + ((nint)(i % _perRow) * shape.DilationWidth * inChannels);
        }
        _vectors = TileChoice.Split((shape.OutChannels + Lanes.Count<T>() - 1) / Lanes.Count<T>(), 2);
        _pixels = TileChoice.Split(shape.OutWidth, _vectors[0] == 1 ? 8 : 6);
    }

    /// <summary>Elements from one pixel to the next of an image with so many channels.</summary>
    public static int PixelLength(int channels)
    {
        int lanes = Lanes.Count<T>();
        return channels <= 2 * lanes ? channels : (channels + lanes - 1) / lanes * lanes;
    }

    /// <summary>Elements of the packed weights and bias.</summary>
    public nint PackedLength => (nint)_vectors.Sum() * Lanes.Count<T>() * ((_segments.Length * _run) + 1);

    /// <summary>Packs bias and weights: for each tile of channels its bias, then [segment][tap and input channel][channel].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* weights, T* bias, in WeightStrides strides, T* packed)
    {
        int lanes = Lanes.Count<T>(), first = 0;
        foreach (int vectors in _vectors)
        {
            int channels = vectors * lanes, present = Math.Min(channels, _shape.OutChannels - first);
            for (int c = 0; c < channels; c++) { packed[c] = c < present && bias != null ? bias[first + c] : default; }
            packed += channels;
            for (int segment = 0; segment < _segments.Length; segment++)
            {
                for (int j = 0; j < _run; j++, packed += channels)
                {
                    int input = j % _inChannels, column = (segment % _perRow) + (j / _inChannels);
                    if (input >= _shape.InChannels)
                    {
                        new Span<T>(packed, channels).Clear();
                        continue;
                    }
                    T* from = weights + (first * strides.Out) + (input * strides.In) + (segment / _perRow * strides.Row) + (column * strides.Column);
                    for (int c = 0; c < present; c++, from += strides.Out) { packed[c] = *from; }
                    for (int c = present; c < channels; c++) { packed[c] = default; }
                }
            }
            first += channels;
        }
    }

    /// <summary>Computes row <paramref name="y"/>; may write up to a vector beyond its end.</summary>
    /// <param name="y">The row.</param>
    /// <param name="input">Row 0 of the input, left halo included.</param>
    /// <param name="destination">Pixel 0 of the row.</param>
    /// <param name="packed">Weights and bias from <see cref="Pack"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(int y, T* input, T* destination, T* packed)
    {
        int lanes = Lanes.Count<T>(), top = (y * _shape.StrideHeight) - _shape.PadTop, dilation = _shape.DilationHeight;
        int first = top >= 0 ? 0 : (-top + dilation - 1) / dilation;
        int end = Math.Min(_shape.KernelHeight, _shape.InHeight - top <= 0 ? 0 : ((_shape.InHeight - top - 1) / dilation) + 1);
        ChannelCall<T> call = default;
        call.Segments = (nint*)Unsafe.AsPointer(ref _segments[0]) + (first * _perRow);
        call.SegmentCount = Math.Max(0, end - first) * _perRow;
        call.Run = _run;
        call.XPixel = (nint)_shape.StrideWidth * _inChannels;
        call.YPixel = PixelLength(_shape.OutChannels);
        call.Tiles = 1;
        T* source = input + (top * _inputRow);
        foreach (int vectors in _vectors)
        {
            int channels = vectors * lanes;
            call.Bias = packed;
            call.W = packed + channels + ((nint)first * _perRow * _run * channels);
            call.X = source;
            call.Y = destination;
            for (int i = 0; i < _pixels.Length; i += (int)call.Tiles)
            {
                call.Tiles = 1;
                while (i + call.Tiles < _pixels.Length && _pixels[i + call.Tiles] == _pixels[i]) { call.Tiles++; }
                Kernel(vectors, _pixels[i])(&call);
                nint pixels = call.Tiles * _pixels[i];
                call.X += pixels * call.XPixel;
                call.Y += pixels * call.YPixel;
            }
            packed += channels * ((_segments.Length * _run) + 1);
            destination += channels;
        }
    }

    private static delegate*<ChannelCall<T>*, void> Kernel(int vectors, int pixels) => (vectors, pixels) switch
    {
        (1, 1) => &ChannelTile1x8.Run<T, One>,
        (1, 2) => &ChannelTile1x8.Run<T, Two>,
        (1, 3) => &ChannelTile1x8.Run<T, Three>,
        (1, 4) => &ChannelTile1x8.Run<T, Four>,
        (1, 5) => &ChannelTile1x8.Run<T, Five>,
        (1, 6) => &ChannelTile1x8.Run<T, Six>,
        (1, 7) => &ChannelTile1x8.Run<T, Seven>,
        (1, 8) => &ChannelTile1x8.Run<T, Eight>,
        (2, 1) => &ChannelTile2x6.Run<T, One>,
        (2, 2) => &ChannelTile2x6.Run<T, Two>,
        (2, 3) => &ChannelTile2x6.Run<T, Three>,
        (2, 4) => &ChannelTile2x6.Run<T, Four>,
        (2, 5) => &ChannelTile2x6.Run<T, Five>,
        (2, 6) => &ChannelTile2x6.Run<T, Six>,
        _ => throw new ArgumentOutOfRangeException(nameof(pixels)),
    };
}
