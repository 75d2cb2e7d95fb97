using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Chains;

/// <content>
/// Gradients of the parameters, after all images went through: convolutions add the sums of their groups in order, dense layers
/// take one product over the whole batch.
/// </content>
public sealed unsafe partial class ChainPlan<T>
{
    private const int TilesAtOnce = 4;

    private readonly record struct FinishPart(int Stage, int FirstTile, int EndTile);

    private readonly FinishPart[] _finishParts;

    private FinishPart[] PlanBackward()
    {
        var parts = new List<FinishPart>();
        for (int i = 0; i < _dense.Length; i++)
        {
            for (int t = 0; _dense[i].Parameter >= 0 && t < _dense[i].RowTiles.Length; t += TilesAtOnce)
            {
                parts.Add(new FinishPart(_images.Length + i, t, Math.Min(t + TilesAtOnce, _dense[i].RowTiles.Length)));
            }
        }
        for (int i = 0; i < _images.Length; i++)
        {
            var (stage, lanes) = (_images[i], Lanes.Count<T>());
            _imageGradientLength = Math.Max(_imageGradientLength, Math.Max(stage.Input.Height * stage.Input.Width * stage.Input.PixelStride, stage.Output.Height * stage.Output.Width * stage.Output.PixelStride));
            if (stage.Convolution is null) { continue; }
            _convolvedGradientLength = Math.Max(_convolvedGradientLength, stage.Convolution.Gradient.Length);
            parts.Add(new FinishPart(i, 0, 0));
        }
        _imageGradientLength = Math.Max(_imageGradientLength, _last.Length + (Lanes.Count<T>() * Lanes.Count<T>()));
        return [.. parts];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(in BackwardBody call, FinishPart part)
    {
        if (part.Stage >= _images.Length)
        {
            FinishDense(call, _dense[part.Stage - _images.Length], part.FirstTile, part.EndTile);
            return;
        }
        var stage = _images[part.Stage];
        var convolution = stage.Convolution!;
        T* sums = call.Sums + stage.Sums;
        nint length = convolution.WeightSumLength + convolution.BiasSumLength;
        for (int g = 1; g < call.Groups; g++)
        {
            T* other = sums + (g * _sumsLength);
            for (nint i = 0; i < length; i += Vector256<T>.Count) { (Vector256.Load(sums + i) + Vector256.Load(other + i)).Store(sums + i); }
        }
        T* weights = call.Gradients[stage.Parameter], bias = call.Gradients[stage.Parameter + 1];
        if (weights != null)
        {
            new Span<T>(weights, (int)(convolution.WeightSumLength / Lanes.Count<T>())).Clear();
            convolution.ReduceWeightGradient(sums, weights, WeightsOf(convolution.Shape));
        }
        if (bias != null)
        {
            new Span<T>(bias, convolution.Shape.OutChannels).Clear();
            convolution.ReduceBiasGradient(sums + convolution.WeightSumLength, bias);
        }
    }

    /// <summary>Turns a block's inputs and output gradients into operands of the weight gradient's product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SaveForProduct(in BackwardBody call, DenseStage<T> stage, int image, int count, T* x, T* dy)
    {
        int lanes = Lanes.Count<T>();
        T* rows = stage.OutFirst ? dy : x, columns = stage.OutFirst ? x : dy;
        T* square = stackalloc T[lanes * lanes];
        T* tiles = call.Rows + (stage.RowsBefore * call.Padded);
        foreach (int tile in stage.RowTiles)
        {
            Lanes.Transpose(rows, lanes, square, lanes);
            T* to = tiles + ((nint)image * tile);
            for (int n = 0; n < count; n++)
            {
                for (int r = 0; r < tile; r++) { *to++ = square[(n * lanes) + r]; }
            }
            rows += tile * lanes;
            tiles += call.Padded * tile;
        }
        T* panels = call.Columns + (stage.ColumnsBefore * call.Padded) + ((nint)image * lanes);
        for (int c = 0; c < stage.Columns; c += lanes, columns += lanes * lanes, panels += call.Padded * lanes) { Lanes.Transpose(columns, lanes, panels, lanes); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FinishDense(in BackwardBody call, DenseStage<T> stage, int firstTile, int endTile)
    {
        int lanes = Lanes.Count<T>(), row = 0;
        T* weights = call.Gradients[stage.Parameter], bias = call.Gradients[stage.Parameter + 1];
        T* panels = call.Columns + (stage.ColumnsBefore * call.Padded);
        for (int t = 0; t < endTile; row += stage.RowTiles[t++])
        {
            if (t < firstTile) { continue; }
            T* tile = call.Rows + ((stage.RowsBefore + row) * call.Padded);
            if (weights != null) { Product(call, stage, tile, stage.RowTiles[t], panels, weights + ((nint)row * stage.Columns)); }
            if (bias != null && stage.OutFirst) { SumRows(tile, stage.RowTiles[t], call.Images, bias + row); }
        }
        if (bias == null || stage.OutFirst || firstTile > 0) { return; }
        for (int c = 0; c < stage.Columns; c += lanes, panels += call.Padded * lanes)
        {
            var sum = Vector256<T>.Zero;
            for (nint n = 0; n < call.Images; n++) { sum += Vector256.Load(panels + (n * lanes)); }
            Unsafe.CopyBlockUnaligned(bias + c, &sum, (uint)(Math.Min(lanes, stage.Columns - c) * sizeof(T)));
        }
    }

    /// <summary>One tile of rows of a weight gradient: Σ over images of rows x columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Product(in BackwardBody call, DenseStage<T> stage, T* tile, int rows, T* panels, T* to)
    {
        int lanes = Lanes.Count<T>(), whole = stage.Columns / lanes, rest = stage.Columns % lanes;
        nint zero = 0;
        var product = new TileCall<T>
        {
            X = panels, W = tile, Y = to, Bias = ZerosFor(rows), Segments = &zero, SegmentCount = 1,
            Run = call.Images, XPixel = call.Padded * lanes, YPixel = lanes, YChannel = stage.Columns, Tiles = whole / 2,
        };
        if (whole >= 2) { TileTable<T>.Broadcast(rows, 2)(&product); }
        product.Tiles = 1;
        product.X = panels + (whole / 2 * 2 * product.XPixel);
        product.Y = to + (whole / 2 * 2 * lanes);
        if (whole % 2 == 1)
        {
            TileTable<T>.Broadcast(rows, 1)(&product);
            product.X += product.XPixel;
            product.Y += lanes;
        }
        if (rest == 0) { return; }
        T* last = stackalloc T[TileTable<T>.MostChannels * lanes];
        to = product.Y;
        product.Y = last;
        product.YChannel = lanes;
        TileTable<T>.Broadcast(rows, 1)(&product);
        for (int r = 0; r < rows; r++) { Unsafe.CopyBlockUnaligned(to + ((nint)r * stage.Columns), last + (r * lanes), (uint)(rest * sizeof(T))); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRows(T* tile, int rows, int images, T* to)
    {
        new Span<T>(to, rows).Clear();
        for (int n = 0; n < images; n++)
        {
            for (int r = 0; r < rows; r++) { to[r] = Lanes.Add(to[r], *tile++); }
        }
    }

    private struct FinishBody : IParallelBody
    {
        public BackwardBody Call;

        public readonly void Invoke(int part) => Call.Plan.Finish(Call, Call.Plan._finishParts[part]);
    }
}
