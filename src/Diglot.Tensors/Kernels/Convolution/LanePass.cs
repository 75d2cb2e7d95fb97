using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>One place of the kernel: row <paramref name="Row"/>, column <paramref name="Column"/>.</summary>
internal readonly record struct Tap(int Row, int Column);

/// <summary>
/// Computes destination rows from source rows with a fixed set of taps: a convolution's forward pass, or one phase of its input gradient.
/// A segment is a run of taps that lie side by side in the source; its vectors (taps x source channels) are read in one go.
/// </summary>
internal sealed unsafe class LanePass<T> where T : unmanaged
{
    /// <summary>Neighbouring tiles of equal size that read the same part of each run.</summary>
    private readonly record struct ColumnRun(int First, int Pixels, int Tiles, int FirstTap, int Taps);

    private readonly int[] _channelTiles;
    private readonly ColumnRun[] _columns;
    private readonly nint[] _kernels;
    private readonly Tap[][] _taps;
    private readonly int _sourceChannels;
    private readonly int _channels;
    private nint[] _segments = [];
    private nint* _segmentOffsets;
    private nint _sourcePixel, _destinationPixel;

    /// <param name="channels">Destination channels.</param>
    /// <param name="sourceChannels">Source channels that each tap reads.</param>
    /// <param name="pixels">Destination pixels in a row.</param>
    /// <param name="taps">Taps by segment; all segments have the same number.</param>
    /// <param name="used">For a destination pixel, the first tap of a run and the tap after the last that read the image proper; null reads all.</param>
    /// <param name="channelTile">Channels of a tile, where passes share packed weights; null chooses.</param>
    public LanePass(int channels, int sourceChannels, int pixels, Tap[][] taps, Func<int, (int First, int End)>? used, int? channelTile = null)
    {
        (_channels, _sourceChannels, _taps) = (channels, sourceChannels, taps);
        var (mostChannels, mostPixels) = TileChoice.Broadcast(channels, pixels);
        if (channelTile is { } given) { (mostChannels, mostPixels) = (given, 2); }
        _channelTiles = TileChoice.Split(channels, mostChannels);
        _columns = Columns(TileChoice.SplitPixels(pixels, mostPixels), taps.Length == 0 ? 0 : taps[0].Length, used);
        _kernels = new nint[_channelTiles.Length * _columns.Length];
        for (int i = 0; i < _kernels.Length; i++)
        {
            _kernels[i] = (nint)TileTable<T>.Broadcast(_channelTiles[i / _columns.Length], _columns[i % _columns.Length].Pixels);
        }
    }

    public int SegmentCount => _taps.Length;

    /// <summary>The kernel row of a segment.</summary>
    public int SegmentRow(int segment) => _taps[segment][0].Row;

    /// <summary>Elements of the packed weights.</summary>
    public nint PackedLength => (nint)_channels * _sourceChannels * _taps.Length * (_taps.Length == 0 ? 0 : _taps[0].Length);

    /// <summary>The lowest and highest tap that a pixel reads, by (pixel, tap): what the halo must cover.</summary>
    public IEnumerable<(int Pixel, int FirstTap, int LastTap)> Reads =>
        from run in _columns
        from pixel in Enumerable.Range(run.First, run.Pixels * run.Tiles)
        select (pixel, run.FirstTap, run.FirstTap + run.Taps - 1);

    /// <summary>Fixes where things lie: offsets of each segment's first tap from a pixel's source position, and pixel strides, in elements.</summary>
    public void Place(nint[] segmentOffsets, nint sourcePixel, nint destinationPixel)
    {
        _segments = GC.AllocateUninitializedArray<nint>(Math.Max(segmentOffsets.Length, 1), pinned: true);
        segmentOffsets.CopyTo(_segments, 0);
        _segmentOffsets = (nint*)Unsafe.AsPointer(ref _segments[0]);
        (_sourcePixel, _destinationPixel) = (sourcePixel, destinationPixel);
    }

    /// <summary>Brings weights into the order the tiles read: [channel tile][segment][tap][source channel][channel of the tile].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(T* weights, nint channelStride, nint sourceStride, nint rowStride, nint columnStride, T* packed)
    {
        int first = 0;
        foreach (int tile in _channelTiles)
        {
            foreach (var segment in _taps)
            {
                foreach (var tap in segment)
                {
                    T* from = weights + (first * channelStride) + (tap.Row * rowStride) + (tap.Column * columnStride);
                    // Whole squares may be moved only where what they read and write beyond the tile exists, and is written again.
                    bool whole = first + Lanes.Count<T>() <= _channels && _taps.Length * segment.Length == 1;
                    PackTap(from, channelStride, sourceStride, tile, whole, packed);
                    packed += tile * _sourceChannels;
                }
            }
            first += tile;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackTap(T* from, nint channelStride, nint sourceStride, int tile, bool whole, T* packed)
    {
        int lanes = Lanes.Count<T>(), s = 0;
        if (whole && tile <= lanes && channelStride == 1)
        {
            for (; s < _sourceChannels; s++) { Vector256.Load(from + (s * sourceStride)).Store(packed + (s * tile)); }
        }
        else if (whole && tile <= lanes && sourceStride == 1)
        {
            T* square = stackalloc T[lanes * lanes];
            for (; s + lanes <= _sourceChannels; s += lanes)
            {
                Lanes.Transpose(from + s, channelStride, square, lanes);
                for (int i = 0; i < lanes; i++) { Vector256.Load(square + (i * lanes)).Store(packed + ((s + i) * tile)); }
            }
        }
        for (; s < _sourceChannels; s++)
        {
            for (int c = 0; c < tile; c++) { packed[(s * tile) + c] = from[(c * channelStride) + (s * sourceStride)]; }
        }
    }

    /// <summary>Computes one row from the segments <paramref name="firstSegment"/> … of <paramref name="segments"/> many (at least one).</summary>
    /// <param name="source">Source position of destination pixel 0.</param>
    /// <param name="destination">Destination pixel 0.</param>
    /// <param name="packed">Weights from <see cref="Pack"/>.</param>
    /// <param name="bias">One number a destination channel.</param>
    /// <param name="firstSegment">The first segment to read.</param>
    /// <param name="segments">How many segments to read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Row(T* source, T* destination, T* packed, T* bias, int firstSegment, int segments)
    {
        int lanes = Lanes.Count<T>();
        nint tapVectors = _sourceChannels, runTaps = _taps[0].Length, kernel = 0;
        TileCall<T> call;
        call.Segments = _segmentOffsets + firstSegment;
        call.SegmentCount = segments;
        call.XPixel = _sourcePixel;
        call.YPixel = _destinationPixel;
        call.YChannel = lanes;
        T* y = destination;
        foreach (int tile in _channelTiles)
        {
            call.WSegment = runTaps * tapVectors * tile;
            call.Bias = bias;
            T* weights = packed + (firstSegment * call.WSegment);
            foreach (ref readonly var run in _columns.AsSpan())
            {
                call.X = source + (run.First * _sourcePixel) + (run.FirstTap * tapVectors * lanes);
                call.W = weights + (run.FirstTap * tapVectors * tile);
                call.Y = y + (run.First * _destinationPixel);
                call.Run = run.Taps * tapVectors;
                call.Tiles = run.Tiles;
                ((delegate*<TileCall<T>*, void>)_kernels[kernel++])(&call);
            }
            packed += _taps.Length * call.WSegment;
            bias += tile;
            y += tile * lanes;
        }
    }

    private static ColumnRun[] Columns(int[] pixelTiles, int taps, Func<int, (int First, int End)>? used)
    {
        var runs = new List<ColumnRun>();
        int first = 0;
        foreach (int pixels in pixelTiles)
        {
            int from = 0, end = taps;
            if (used is not null)
            {
                (from, end) = (taps, 0);
                for (int p = first; p < first + pixels; p++)
                {
                    var (a, b) = used(p);
                    if (a < b) { (from, end) = (Math.Min(from, a), Math.Max(end, b)); }
                }
                // A tile without any tap inside the image reads one tap of the halo: zeros.
                if (from >= end) { (from, end) = (0, Math.Min(1, taps)); }
            }
            var next = new ColumnRun(first, pixels, 1, from, end - from);
            if (runs.Count > 0 && runs[^1] with { First = 0, Tiles = 0 } == next with { First = 0, Tiles = 0 })
            {
                runs[^1] = runs[^1] with { Tiles = runs[^1].Tiles + 1 };
            }
            else { runs.Add(next); }
            first += pixels;
        }
        return [.. runs];
    }
}
