using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Convolution;

/// <content>
/// The input gradient: <c>dx[c, i, j] = Σ_o Σ_(u,v) dy[o, (i + top − u·dilation)/stride, (j + left − v·dilation)/stride] · w[o, c, u, v]</c> over the
/// taps whose position divides by the stride. Input pixels fall into stride x stride phases with the same taps each; a phase is a convolution
/// of stride 1 on dy. Rows outside dy are skipped rather than padded; columns are skipped per tile, so the halo of dy stays narrow.
/// </content>
internal sealed unsafe partial class LaneConvolution<T>
{
    private sealed record Phase(LanePass<T> Pass, int FirstPixel, int Pixels, int FirstColumn, int[] SegmentRows, nint PackedOffset);

    private Phase[] _phases = [];

    /// <summary>How the gradient of the result must lie.</summary>
    public LaneImage Gradient { get; }

    /// <summary>Elements of the weights in the order the input gradient reads.</summary>
    public nint GradientPackedLength { get; private set; }

    /// <summary>Packs the weights for <see cref="InputGradientRow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PackGradient(T* weights, in WeightStrides strides, T* packed)
    {
        foreach (var phase in _phases)
        {
            for (int g = 0; g < Shape.Groups; g++)
            {
                phase.Pass.Pack(weights + (g * Shape.GroupOutChannels * strides.Out), strides.In, strides.Out, strides.Row, strides.Column,
                    packed + phase.PackedOffset + (g * phase.Pass.PackedLength));
            }
        }
    }

    /// <summary>Computes row <paramref name="y"/> of the gradient of the input.</summary>
    /// <param name="y">The row.</param>
    /// <param name="gradient">A block of <see cref="Gradient"/>, halo cleared.</param>
    /// <param name="destination">Pixel 0 of the row: [W][C in][lanes].</param>
    /// <param name="packed">Weights from <see cref="PackGradient"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InputGradientRow(int y, T* gradient, T* destination, T* packed)
    {
        int lanes = Lanes.Count<T>(), stride = Shape.StrideWidth;
        int baseRow = (y + Shape.PadTop) / Shape.StrideHeight, phaseRow = (y + Shape.PadTop) % Shape.StrideHeight;
        for (int phaseColumn = 0; phaseColumn < stride; phaseColumn++)
        {
            var phase = _phases[(phaseRow * stride) + phaseColumn];
            if (phase.Pixels == 0) { continue; }
            T* to = destination + ((nint)phase.FirstPixel * Shape.InChannels * lanes);
            int first = 0, end = phase.SegmentRows.Length;
            while (first < end && baseRow + phase.SegmentRows[first] < 0) { first++; }
            while (end > first && baseRow + phase.SegmentRows[end - 1] >= Shape.OutHeight) { end--; }
            if (first == end)
            {
                Clear(to, phase.Pixels);
                continue;
            }
            T* source = gradient + Gradient.Origin + (baseRow * Gradient.RowStride) + (phase.FirstColumn * Gradient.PixelStride);
            for (int g = 0; g < Shape.Groups; g++)
            {
                phase.Pass.Row(source + ((nint)g * Shape.GroupOutChannels * lanes), to + ((nint)g * Shape.GroupInChannels * lanes),
                    packed + phase.PackedOffset + (g * phase.Pass.PackedLength), Zeros, first, end - first);
            }
        }
    }

    private void Clear(T* to, int pixels)
    {
        int vector = Shape.InChannels * Lanes.Count<T>();
        for (int i = 0; i < pixels; i++, to += (nint)Shape.StrideWidth * vector) { new Span<T>(to, vector).Clear(); }
    }

    private LaneImage PlanInputGradient()
    {
        var s = Shape;
        int lanes = Lanes.Count<T>(), lowest = 0, highest = s.OutWidth - 1;
        var planned = new List<(Phase Phase, int[] SegmentColumns)>();
        for (int phase = 0; phase < s.StrideHeight * s.StrideWidth; phase++)
        {
            int row = phase / s.StrideWidth, column = phase % s.StrideWidth;
            int firstPixel = (((column - s.PadLeft) % s.StrideWidth) + s.StrideWidth) % s.StrideWidth;
            int pixels = firstPixel < s.InWidth ? ((s.InWidth - 1 - firstPixel) / s.StrideWidth) + 1 : 0;
            int firstColumn = (firstPixel + s.PadLeft - column) / s.StrideWidth;
            int Column(int kx) => (column - (kx * s.DilationWidth)) / s.StrideWidth;
            var rows = Enumerable.Range(0, s.KernelHeight).Reverse().Where(ky => (row - (ky * s.DilationHeight)) % s.StrideHeight == 0).ToArray();
            var columns = Enumerable.Range(0, s.KernelWidth).Reverse().Where(kx => (column - (kx * s.DilationWidth)) % s.StrideWidth == 0).ToArray();
            bool join = RunsJoinColumns && s.StrideWidth == 1;
            Tap[][] taps = join
                ? [.. from ky in rows select (Tap[])[.. from kx in columns select new Tap(ky, kx)]]
                : [.. from ky in rows from kx in columns select (Tap[])[new Tap(ky, kx)]];
            Func<int, (int, int)>? used = join
                ? x => (Math.Max(0, -(firstColumn + x + Column(columns[0]))), Math.Min(s.KernelWidth, s.OutWidth - (firstColumn + x + Column(columns[0]))))
                : null;
            var pass = new LanePass<T>(s.GroupInChannels, s.GroupOutChannels, pixels, taps, used);
            int[] segmentRows = [.. taps.Select(t => (row - (t[0].Row * s.DilationHeight)) / s.StrideHeight)];
            int[] segmentColumns = [.. taps.Select(t => Column(t[0].Column))];
            if (taps.Length > 0 && pixels > 0)
            {
                foreach (var (pixel, first, last) in pass.Reads)
                {
                    lowest = Math.Min(lowest, firstColumn + pixel + segmentColumns.Min() + first);
                    highest = Math.Max(highest, firstColumn + pixel + segmentColumns.Max() + last);
                }
            }
            planned.Add((new Phase(pass, firstPixel, pixels, firstColumn, segmentRows, GradientPackedLength), segmentColumns));
            GradientPackedLength += pass.PackedLength * s.Groups;
        }
        var image = new LaneImage(s.OutChannels, s.OutHeight, s.OutWidth, lanes, -lowest, highest - (s.OutWidth - 1));
        foreach (var (phase, columns) in planned)
        {
            nint[] offsets = [.. phase.SegmentRows.Zip(columns, (r, c) => (r * image.RowStride) + (c * image.PixelStride))];
            phase.Pass.Place(offsets, image.PixelStride, (nint)s.StrideWidth * s.InChannels * lanes);
        }
        _phases = [.. planned.Select(p => p.Phase)];
        return image;
    }
}
