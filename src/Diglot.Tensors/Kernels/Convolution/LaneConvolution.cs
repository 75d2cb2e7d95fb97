using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// One convolution on blocks of images in lanes, planned once per shape: the forward pass, row by row.
/// Works on one block; immutable, so any number of threads may use it.
/// </summary>
internal sealed unsafe partial class LaneConvolution<T> where T : unmanaged
{
    private readonly LanePass<T> _forward;
    private readonly T[] _zeros;

    public LaneConvolution(ConvolutionShape shape, bool inputGradient)
    {
        shape.Validate();
        Shape = shape;
        int lanes = Lanes.Count<T>();
        int right = Math.Max(0, ((shape.OutWidth - 1) * shape.StrideWidth) + ((shape.KernelWidth - 1) * shape.DilationWidth) - shape.PadLeft - (shape.InWidth - 1));
        Input = new LaneImage(shape.InChannels, shape.InHeight, shape.InWidth, lanes, shape.PadLeft, right);
        _zeros = GC.AllocateArray<T>(Math.Max(shape.InChannels, shape.OutChannels), pinned: true);
        _forward = PlanForward();
        Gradient = inputGradient ? PlanInputGradient() : new LaneImage(shape.OutChannels, shape.OutHeight, shape.OutWidth, lanes);
        PlanWeightGradient();
    }

    public ConvolutionShape Shape { get; }

    /// <summary>How the input must lie.</summary>
    public LaneImage Input { get; }

    /// <summary>Elements of the weights in the order the forward tiles read.</summary>
    public nint ForwardPackedLength => _forward.PackedLength * Shape.Groups;

    private bool RunsJoinColumns => Shape.DilationWidth == 1 && Shape.Groups == 1;

    private T* Zeros => (T*)Unsafe.AsPointer(ref _zeros[0]);

    /// <summary>Packs the weights for <see cref="ForwardRow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PackForward(T* weights, in WeightStrides strides, T* packed)
    {
        for (int g = 0; g < Shape.Groups; g++)
        {
            _forward.Pack(weights + (g * Shape.GroupOutChannels * strides.Out), strides.Out, strides.In, strides.Row, strides.Column, packed + (g * _forward.PackedLength));
        }
    }

    /// <summary>Computes row <paramref name="y"/> of the result, before any activation.</summary>
    /// <param name="y">The row.</param>
    /// <param name="input">A block of <see cref="Input"/>.</param>
    /// <param name="destination">Pixel 0 of the row: [W][C out][lanes].</param>
    /// <param name="packed">Weights from <see cref="PackForward"/>.</param>
    /// <param name="bias">One number an output channel, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardRow(int y, T* input, T* destination, T* packed, T* bias)
    {
        int lanes = Lanes.Count<T>(), top = (y * Shape.StrideHeight) - Shape.PadTop;
        int firstRow = top >= 0 ? 0 : (-top + Shape.DilationHeight - 1) / Shape.DilationHeight;
        int endRow = Math.Min(Shape.KernelHeight, Shape.InHeight - top <= 0 ? 0 : ((Shape.InHeight - top - 1) / Shape.DilationHeight) + 1);
        int perRow = _forward.SegmentCount / Shape.KernelHeight;
        bias = bias == null ? Zeros : bias;
        if (firstRow >= endRow)
        {
            FillWithBias(destination, bias);
            return;
        }
        T* source = input + Input.Origin + (top * Input.RowStride) - (Shape.PadLeft * Input.PixelStride);
        for (int g = 0; g < Shape.Groups; g++)
        {
            _forward.Row(source + ((nint)g * Shape.GroupInChannels * lanes), destination + ((nint)g * Shape.GroupOutChannels * lanes), packed + (g * _forward.PackedLength),
                bias + (g * Shape.GroupOutChannels), firstRow * perRow, (endRow - firstRow) * perRow);
        }
    }

    private void FillWithBias(T* destination, T* bias)
    {
        int lanes = Lanes.Count<T>();
        for (int x = 0; x < Shape.OutWidth; x++)
        {
            for (int c = 0; c < Shape.OutChannels; c++, destination += lanes) { new Span<T>(destination, lanes).Fill(bias[c]); }
        }
    }

    private LanePass<T> PlanForward()
    {
        var s = Shape;
        bool join = RunsJoinColumns;
        Tap[][] taps = join
            ? [.. from ky in Enumerable.Range(0, s.KernelHeight) select (Tap[])[.. from kx in Enumerable.Range(0, s.KernelWidth) select new Tap(ky, kx)]]
            : [.. from ky in Enumerable.Range(0, s.KernelHeight) from kx in Enumerable.Range(0, s.KernelWidth) select (Tap[])[new Tap(ky, kx)]];
        Func<int, (int, int)>? used = join
            ? x => (Math.Max(0, s.PadLeft - (x * s.StrideWidth)), Math.Min(s.KernelWidth, s.InWidth + s.PadLeft - (x * s.StrideWidth)))
            : null;
        var pass = new LanePass<T>(s.GroupOutChannels, s.GroupInChannels, s.OutWidth, taps, used);
        var offsets = taps.Select(segment => (segment[0].Row * s.DilationHeight * Input.RowStride) + (segment[0].Column * s.DilationWidth * Input.PixelStride));
        pass.Place([.. offsets], s.StrideWidth * Input.PixelStride, (nint)s.OutChannels * Lanes.Count<T>());
        return pass;
    }
}
