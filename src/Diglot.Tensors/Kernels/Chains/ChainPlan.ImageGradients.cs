using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Convolution;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Kernels.Chains;

/// <content>The backward pass of one image stage on one block.</content>
public sealed unsafe partial class ChainPlan<T>
{
    /// <summary>A stage with a convolution: gradients of pooling and activation are made a few rows at a time, and used for the weight gradient while they are in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardConvolution(in BackwardBody call, ImageStage<T> stage, T* block, T* gradient, T* inputGradient, T* convolved, T* sums, Vector256<T> mask, bool wantInput)
    {
        var convolution = stage.Convolution!;
        var image = convolution.Gradient;
        bool fused = stage.Pooling is { HasFusedBackward: true }, whole = wantInput || (stage.Pooling is not null && !fused);
        bool wantWeights = call.Gradients[stage.Parameter] != null, wantBias = call.Gradients[stage.Parameter + 1] != null;
        int height = image.Height, atOnce = fused ? Math.Max(2, convolution.RowsAtOnce & ~1) : convolution.RowsAtOnce;
        var rows = new LaneRows<T>(convolved + image.Origin, image.RowStride, whole ? height : Math.Min(atOnce, height));
        var activated = new LaneRows<T>(block + stage.ActivatedOffset + stage.Activated.Origin, stage.Activated.RowStride, height);
        image.ClearHalo(convolved, rows.Ring);
        if (stage.Pooling is not null && !fused) { BackwardWindows(stage, block, gradient, activated, rows); }
        T* input = block + stage.InputOffset, weightSums = sums + stage.Sums, biasSums = weightSums + convolution.WeightSumLength;
        for (int y = 0; y < height; y += atOnce)
        {
            int count = Math.Min(atOnce, height - y);
            if (fused) { BackwardTiles(stage, block, gradient, activated, rows, y, count); }
            else if (stage.Pooling is null)
            {
                nint length = image.Width * image.PixelStride;
                for (int row = y; row < y + count; row++) { LaneActivation.Backward(stage.Activation, activated.Row(row), gradient + (row * length), rows.Row(row), length); }
            }
            if (wantWeights) { convolution.WeightGradientRows(y, count, input, rows.Row(y), weightSums, mask); }
            if (wantBias) { convolution.BiasGradientRows(count, rows.Row(y), biasSums, mask); }
        }
        if (!wantInput) { return; }
        nint inputRow = stage.Input.Width * stage.Input.PixelStride;
        for (int y = 0; y < stage.Input.Height; y++) { convolution.InputGradientRow(y, convolved, inputGradient + (y * inputRow), call.Packed + stage.GradientPacked); }
    }

    /// <summary>A stage without a convolution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardPooling(ImageStage<T> stage, T* block, T* gradient, T* inputGradient)
    {
        var image = stage.Activated;
        nint length = image.Width * image.PixelStride;
        var activated = new LaneRows<T>(block + stage.ActivatedOffset + image.Origin, image.RowStride, image.Height);
        var to = new LaneRows<T>(inputGradient, length, image.Height);
        if (stage.Pooling is null)
        {
            for (int y = 0; y < image.Height; y++) { LaneActivation.Backward(stage.Activation, activated.Row(y), gradient + (y * length), to.Row(y), length); }
        }
        else if (stage.Pooling.HasFusedBackward) { BackwardTiles(stage, block, gradient, activated, to, 0, image.Height); }
        else { BackwardWindows(stage, block, gradient, activated, to); }
    }

    /// <summary>Rows <paramref name="first"/> … of a two-by-two pooling, activation included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardTiles(ImageStage<T> stage, T* block, T* gradient, LaneRows<T> activated, LaneRows<T> to, int first, int count)
    {
        var pooling = stage.Pooling!;
        nint length = stage.Output.Width * stage.Output.PixelStride;
        T* result = block + stage.OutputOffset + stage.Output.Origin;
        int row = first;
        for (; row + 1 < first + count && row / 2 < pooling.Shape.OutHeight; row += 2)
        {
            pooling.BackwardTile(stage.Activation, row / 2, activated, result + (row / 2 * stage.Output.RowStride), gradient + (row / 2 * length), to);
        }
        int rest = (int)(stage.Activated.Width * stage.Activated.PixelStride);
        for (; row < first + count; row++) { new Span<T>(to.Row(row), rest).Clear(); }
    }

    /// <summary>Any pooling, all rows, activation included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardWindows(ImageStage<T> stage, T* block, T* gradient, LaneRows<T> activated, LaneRows<T> to)
    {
        var image = stage.Activated;
        nint length = image.Width * image.PixelStride, pooledLength = stage.Output.Width * stage.Output.PixelStride;
        T* result = block + stage.OutputOffset + stage.Output.Origin;
        for (int y = 0; y < image.Height; y++) { new Span<T>(to.Row(y), (int)length).Clear(); }
        for (int y = 0; y < stage.Output.Height; y++)
        {
            stage.Pooling!.BackwardRow(y, activated, result + (y * stage.Output.RowStride), gradient + (y * pooledLength), to);
        }
        for (int y = 0; y < image.Height; y++) { LaneActivation.Backward(stage.Activation, activated.Row(y), to.Row(y), to.Row(y), length); }
    }
}
