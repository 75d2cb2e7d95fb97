using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Convolution;

/// <content>
/// The weight gradient <c>dw[o, c, u, v] = Σ_n Σ_(i,j) dy[n, o, i, j] · x[n, c, i·stride + u·dilation − top, j·stride + v·dilation − left]</c>
/// and the bias gradient <c>db[o] = Σ dy[n, o, i, j]</c>. Sums are kept per lane until <see cref="ReduceWeightGradient"/>, in the order
/// [group][segment][tap and input channel][output channel][lanes].
/// </content>
internal sealed unsafe partial class LaneConvolution<T>
{
    private int _gradientSegments, _gradientRun;
    private int[] _outTiles = [], _runTiles = [];
    private bool _outFirst;
    private nint[] _products = [];

    /// <summary>Elements of the per-lane sums of the weight gradient.</summary>
    public nint WeightSumLength => (nint)Shape.OutChannels * Shape.GroupInChannels * Shape.KernelHeight * Shape.KernelWidth * Lanes.Count<T>();

    /// <summary>Elements of the per-lane sums of the bias gradient.</summary>
    public nint BiasSumLength => (nint)Shape.OutChannels * Lanes.Count<T>();

    /// <summary>Rows of the result whose inputs and gradients fit into the first-level cache together: how many to hand to <see cref="WeightGradientRows"/> at once.</summary>
    public int RowsAtOnce => (int)Math.Clamp(24_000 / (sizeof(T) * ((Input.RowStride * Shape.StrideHeight) + Gradient.RowStride)), 1, Shape.OutHeight);

    /// <summary>Adds what rows <paramref name="first"/> … of <paramref name="count"/> many contribute.</summary>
    /// <param name="first">The first row of the result.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="input">A block of <see cref="Input"/>.</param>
    /// <param name="gradient">Pixel (<paramref name="first"/>, 0) of a block of <see cref="Gradient"/>.</param>
    /// <param name="sums">The per-lane sums.</param>
    /// <param name="mask">The lanes that hold images.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WeightGradientRows(int first, int count, T* input, T* gradient, T* sums, Vector256<T> mask)
    {
        int lanes = Lanes.Count<T>(), perRow = _gradientSegments / Shape.KernelHeight;
        ProductCall<T> call = default;
        call.Mask = mask;
        call.Pixels = Shape.OutWidth;
        nint inputPixel = Shape.StrideWidth * Input.PixelStride, inputRow = Shape.StrideHeight * Input.RowStride;
        nint runStride = (nint)Shape.GroupOutChannels * lanes;
        (call.PixelA, call.PixelB) = _outFirst ? (Gradient.PixelStride, inputPixel) : (inputPixel, Gradient.PixelStride);
        (call.RowA, call.RowB) = _outFirst ? (Gradient.RowStride, inputRow) : (inputRow, Gradient.RowStride);
        (call.SumA, call.SumB) = _outFirst ? ((nint)lanes, runStride) : (runStride, (nint)lanes);
        for (int g = 0; g < Shape.Groups; g++)
        {
            for (int segment = 0; segment < _gradientSegments; segment++, sums += _gradientRun * runStride)
            {
                int ky = segment / perRow, kx = segment % perRow;
                int shift = (ky * Shape.DilationHeight) - Shape.PadTop;
                int from = shift >= 0 ? first : Math.Max(first, (-shift + Shape.StrideHeight - 1) / Shape.StrideHeight);
                int end = Shape.InHeight - shift <= 0 ? 0 : Math.Min(first + count, ((Shape.InHeight - shift - 1) / Shape.StrideHeight) + 1);
                if (from >= end) { continue; }
                call.Rows = end - from;
                T* x = input + Input.Origin + (((from * Shape.StrideHeight) + shift) * Input.RowStride)
                    + (((kx * Shape.DilationWidth) - Shape.PadLeft) * Input.PixelStride) + ((nint)g * Shape.GroupInChannels * lanes);
                T* dy = gradient + ((from - first) * Gradient.RowStride) + ((nint)g * Shape.GroupOutChannels * lanes);
                Products(ref call, x, dy, sums, runStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Products(ref ProductCall<T> shared, T* x, T* dy, T* sums, nint runStride)
    {
        int lanes = Lanes.Count<T>(), kernel = 0;
        var call = shared;
        foreach (int outs in _outTiles)
        {
            T* inputs = x, sum = sums;
            foreach (int run in _runTiles)
            {
                call.A = _outFirst ? dy : inputs;
                call.B = _outFirst ? inputs : dy;
                call.Sum = sum;
                ((delegate*<ProductCall<T>*, void>)_products[kernel++])(&call);
                inputs += run * lanes;
                sum += run * runStride;
            }
            dy += outs * lanes;
            sums += outs * lanes;
        }
    }

    /// <summary>Adds what <paramref name="count"/> rows contribute to the bias gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BiasGradientRows(int count, T* gradient, T* sums, Vector256<T> mask)
    {
        int lanes = Lanes.Count<T>();
        for (int c = 0; c < Shape.OutChannels; c++, gradient += lanes, sums += lanes)
        {
            Vector256<T> s0 = default, s1 = default, s2 = default, s3 = default;
            T* row = gradient;
            for (int y = 0; y < count; y++, row += Gradient.RowStride)
            {
                T* p = row;
                nint step = Gradient.PixelStride;
                int x = Shape.OutWidth;
                for (; x >= 4; x -= 4, p += 4 * step)
                {
                    s0 += Vector256.Load(p);
                    s1 += Vector256.Load(p + step);
                    s2 += Vector256.Load(p + (2 * step));
                    s3 += Vector256.Load(p + (3 * step));
                }
                for (; x > 0; x--, p += step) { s0 += Vector256.Load(p); }
            }
            (Vector256.Load(sums) + (((s0 + s1) + (s2 + s3)) & mask)).Store(sums);
        }
    }

    /// <summary>Sums the lanes and adds them to a gradient laid out as the weights are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReduceWeightGradient(T* sums, T* weights, in WeightStrides strides)
    {
        int lanes = Lanes.Count<T>(), perRow = _gradientSegments / Shape.KernelHeight, taps = _gradientRun / Shape.GroupInChannels;
        for (int g = 0; g < Shape.Groups; g++)
        {
            for (int segment = 0; segment < _gradientSegments; segment++)
            {
                for (int run = 0; run < _gradientRun; run++)
                {
                    int column = (segment % perRow * taps) + (run / Shape.GroupInChannels);
                    T* to = weights + (g * Shape.GroupOutChannels * strides.Out) + (run % Shape.GroupInChannels * strides.In) + (segment / perRow * strides.Row) + (column * strides.Column);
                    for (int o = 0; o < Shape.GroupOutChannels; o++, to += strides.Out, sums += lanes) { *to = Lanes.Add(*to, Lanes.Sum(sums)); }
                }
            }
        }
    }

    /// <summary>Sums the lanes and adds them to the bias gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReduceBiasGradient(T* sums, T* bias)
    {
        for (int c = 0; c < Shape.OutChannels; c++) { bias[c] = Lanes.Add(bias[c], Lanes.Sum(sums + (c * Lanes.Count<T>()))); }
    }

    private void PlanWeightGradient()
    {
        bool join = RunsJoinColumns;
        _gradientSegments = join ? Shape.KernelHeight : Shape.KernelHeight * Shape.KernelWidth;
        _gradientRun = join ? Shape.KernelWidth * Shape.InChannels : Shape.GroupInChannels;
        var (runFirst, runCost) = TileChoice.Product(_gradientRun, Shape.GroupOutChannels);
        var (outFirst, outCost) = TileChoice.Product(Shape.GroupOutChannels, _gradientRun);
        _outFirst = outCost < runCost;
        _outTiles = TileChoice.Split(Shape.GroupOutChannels, _outFirst ? outFirst.A : runFirst.B);
        _runTiles = TileChoice.Split(_gradientRun, _outFirst ? outFirst.B : runFirst.A);
        _products = [.. from o in _outTiles from r in _runTiles select (nint)(_outFirst ? TileTable<T>.Product(o, r) : TileTable<T>.Product(r, o))];
    }
}
