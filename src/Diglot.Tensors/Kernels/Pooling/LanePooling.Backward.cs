using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Convolution;

namespace Diglot.Tensors.Kernels.Pooling;

/// <content>
/// Gradients. Two-by-two windows that tile the image write each input gradient once, with the gradient of the activation before
/// the pooling in the same pass; all other windows add into rows that the caller has cleared.
/// </content>
internal sealed unsafe partial class LanePooling<T>
{
    /// <summary>Whether <see cref="BackwardTile"/> serves this shape.</summary>
    public bool HasFusedBackward => IsTwoByTwo;

    /// <summary>Adds the gradient of row <paramref name="y"/> of the result to the rows of the input's gradient.</summary>
    /// <param name="y">The row.</param>
    /// <param name="input">The pooled image; only a maximum reads it.</param>
    /// <param name="result">The row of the result; only a maximum reads it.</param>
    /// <param name="gradient">The gradient of the row.</param>
    /// <param name="to">The gradient of the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BackwardRow(int y, LaneRows<T> input, T* result, T* gradient, LaneRows<T> to)
    {
        int count = Shape.Channels * Lanes.Count<T>();
        for (int x = 0; x < Shape.OutWidth; x++, result += count, gradient += count)
        {
            var (rows, columns) = (Rows(y), Columns(x));
            if (IsMax)
            {
                for (int i = 0; i < count; i += Vector256<T>.Count) { MaxBackward(y, x, i, input, Vector256.Load(result + i), Vector256.Load(gradient + i), to); }
                continue;
            }
            var share = Share(rows, columns);
            for (int u = rows.First; u < rows.End; u++)
            {
                for (int v = columns.First; v < columns.End; v++)
                {
                    T* at = Pixel(to, y, u, x, v);
                    for (int i = 0; i < count; i += Vector256<T>.Count) { Lanes.MultiplyAdd(Vector256.Load(gradient + i), share, Vector256.Load(at + i)).Store(at + i); }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaxBackward(int y, int x, int element, LaneRows<T> input, Vector256<T> result, Vector256<T> gradient, LaneRows<T> to)
    {
        var (rows, columns) = (Rows(y), Columns(x));
        for (int u = rows.First; u < rows.End; u++)
        {
            for (int v = columns.First; v < columns.End; v++)
            {
                var wins = Wins(Vector256.Load(Pixel(input, y, u, x, v) + element), result);
                T* at = Pixel(to, y, u, x, v) + element;
                (Vector256.Load(at) + (gradient & wins)).Store(at);
                gradient = Vector256.AndNot(gradient, wins);
            }
        }
    }

    /// <summary>Where x is the maximum: equal, or NaN. What is taken once is gone, so that the first of equals gets the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Wins(Vector256<T> x, Vector256<T> most) => Vector256.Equals(x, most) | ~Vector256.Equals(x, x);

    /// <summary>
    /// The two rows of gradient below row <paramref name="y"/> of a two-by-two pooling, times the derivative of the activation whose result was pooled.
    /// Columns that no window covers get zeros.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BackwardTile(ActivationKind activation, int y, LaneRows<T> input, T* result, T* gradient, LaneRows<T> to)
    {
        T* top = input.Row(2 * y), bottom = input.Row((2 * y) + 1), toTop = to.Row(2 * y), toBottom = to.Row((2 * y) + 1);
        switch (activation)
        {
            case ActivationKind.Relu: Tile<ReluActivation>(top, bottom, result, gradient, toTop, toBottom); break;
            case ActivationKind.Sigmoid: Tile<SigmoidActivation>(top, bottom, result, gradient, toTop, toBottom); break;
            case ActivationKind.Tanh: Tile<TanhActivation>(top, bottom, result, gradient, toTop, toBottom); break;
            default: Tile<LinearActivation>(top, bottom, result, gradient, toTop, toBottom); break;
        }
        int pixel = Shape.Channels * Lanes.Count<T>(), covered = 2 * Shape.OutWidth * pixel, rest = (Shape.InWidth * pixel) - covered;
        new Span<T>(toTop + covered, rest).Clear();
        new Span<T>(toBottom + covered, rest).Clear();
    }

    private void Tile<TActivation>(T* top, T* bottom, T* result, T* gradient, T* toTop, T* toBottom) where TActivation : struct, IActivation
    {
        if (IsMax) { MaxTile<TActivation>(top, bottom, result, gradient, toTop, toBottom); }
        else { AverageTile<TActivation>(top, bottom, gradient, toTop, toBottom); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AverageTile<TActivation>(T* top, T* bottom, T* gradient, T* toTop, T* toBottom) where TActivation : struct, IActivation
    {
        nint pixel = (nint)Shape.Channels * Vector256<T>.Count, at = 0;
        var quarter = Number(0.25);
        for (int x = Shape.OutWidth; x > 0; x--, at += pixel)
        {
            for (nint end = at + pixel; at < end; at += Vector256<T>.Count, gradient += Vector256<T>.Count)
            {
                var g = Vector256.Load(gradient) * quarter;
                (g * TActivation.Derivative(Vector256.Load(top + at))).Store(toTop + at);
                (g * TActivation.Derivative(Vector256.Load(top + at + pixel))).Store(toTop + at + pixel);
                (g * TActivation.Derivative(Vector256.Load(bottom + at))).Store(toBottom + at);
                (g * TActivation.Derivative(Vector256.Load(bottom + at + pixel))).Store(toBottom + at + pixel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaxTile<TActivation>(T* top, T* bottom, T* result, T* gradient, T* toTop, T* toBottom) where TActivation : struct, IActivation
    {
        nint pixel = (nint)Shape.Channels * Vector256<T>.Count, at = 0;
        for (int x = Shape.OutWidth; x > 0; x--, at += pixel)
        {
            for (nint end = at + pixel; at < end; at += Vector256<T>.Count, gradient += Vector256<T>.Count, result += Vector256<T>.Count)
            {
                var g = Vector256.Load(gradient);
                var most = Vector256.Load(result);
                g = MaxStep<TActivation>(top + at, most, g, toTop + at);
                g = MaxStep<TActivation>(top + at + pixel, most, g, toTop + at + pixel);
                g = MaxStep<TActivation>(bottom + at, most, g, toBottom + at);
                MaxStep<TActivation>(bottom + at + pixel, most, g, toBottom + at + pixel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MaxStep<TActivation>(T* from, Vector256<T> most, Vector256<T> gradient, T* to) where TActivation : struct, IActivation
    {
        var x = Vector256.Load(from);
        var wins = Wins(x, most);
        ((gradient & wins) * TActivation.Derivative(x)).Store(to);
        return Vector256.AndNot(gradient, wins);
    }
}
