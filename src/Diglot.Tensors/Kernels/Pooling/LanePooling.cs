using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.Convolution;
using static Diglot.Tensors.Kernels.Pooling.PoolingShape;

namespace Diglot.Tensors.Kernels.Pooling;

/// <summary>
/// Pooling on one block of images in lanes, row by row. Rows are [W][C][lanes] without gaps; or, forward only, rows [W][C] of one image, where
/// a vector may reach over the end of a row.
/// </summary>
internal sealed unsafe partial class LanePooling<T> where T : unmanaged
{
    private readonly int _pixel;

    /// <param name="shape">The sizes.</param>
    /// <param name="pixel">Elements from one pixel to the next; by default channels times lanes.</param>
    public LanePooling(PoolingShape shape, int? pixel = null)
    {
        shape.Validate();
        Shape = shape;
        _pixel = pixel ?? shape.Channels * Lanes.Count<T>();
    }

    public PoolingShape Shape { get; }

    private bool IsMax => Shape.Kind == PoolingKind.Max;

    private bool IsTwoByTwo => Shape.KernelHeight == 2 && Shape.KernelWidth == 2 && Shape.IsTiling;

    /// <summary>The input row after the last that row <paramref name="y"/> of the result needs.</summary>
    public int RowsNeeded(int y)
    {
        var (_, end, _) = Rows(y);
        return end == 0 ? 0 : (y * Shape.StrideHeight) - Shape.PadTop + ((end - 1) * Shape.DilationHeight) + 1;
    }

    /// <summary>Rows of the input that must exist at once.</summary>
    public int RowsKept => Math.Min(Shape.InHeight, ((Shape.KernelHeight - 1) * Shape.DilationHeight) + 1);

    /// <summary>Computes row <paramref name="y"/> of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardRow(int y, LaneRows<T> input, T* destination)
    {
        if (IsTwoByTwo)
        {
            T* top = input.Row(2 * y), bottom = input.Row((2 * y) + 1);
            if (IsMax) { MaxTwoByTwo(top, bottom, destination); } else { AverageTwoByTwo(top, bottom, destination); }
            return;
        }
        int count = _pixel;
        for (int x = 0; x < Shape.OutWidth; x++, destination += count)
        {
            if (IsMax) { MaxWindow(y, x, input, destination, count); } else { AverageWindow(y, x, input, destination, count); }
        }
    }

    private (int First, int End, int Padded) Rows(int y) =>
        Window(y, Shape.StrideHeight, Shape.KernelHeight, Shape.DilationHeight, Shape.PadTop, Shape.InHeight, Shape.PadBottom);

    private (int First, int End, int Padded) Columns(int x) =>
        Window(x, Shape.StrideWidth, Shape.KernelWidth, Shape.DilationWidth, Shape.PadLeft, Shape.InWidth, Shape.PadRight);

    /// <summary>What the mean of window (y, x) multiplies by.</summary>
    private Vector256<T> Share((int First, int End, int Padded) rows, (int First, int End, int Padded) columns)
    {
        int elements = Shape.Divisor != 0 ? Shape.Divisor
            : Shape.CountIncludePad ? rows.Padded * columns.Padded
            : (rows.End - rows.First) * (columns.End - columns.First);
        return Number(1.0 / Math.Max(1, elements));
    }

    private static Vector256<T> Number(double value) => typeof(T) == typeof(float)
        ? Vector256.Create((float)value).As<float, T>()
        : Vector256.Create(value).As<double, T>();

    private T* Pixel(LaneRows<T> rows, int y, int tapRow, int x, int tapColumn) =>
        rows.Row((y * Shape.StrideHeight) - Shape.PadTop + (tapRow * Shape.DilationHeight))
            + ((nint)((x * Shape.StrideWidth) - Shape.PadLeft + (tapColumn * Shape.DilationWidth)) * _pixel);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AverageWindow(int y, int x, LaneRows<T> input, T* to, int count)
    {
        var (rows, columns) = (Rows(y), Columns(x));
        new Span<T>(to, count).Clear();
        for (int u = rows.First; u < rows.End; u++)
        {
            for (int v = columns.First; v < columns.End; v++)
            {
                T* from = Pixel(input, y, u, x, v);
                for (int i = 0; i < count; i += Vector256<T>.Count) { (Vector256.Load(to + i) + Vector256.Load(from + i)).Store(to + i); }
            }
        }
        var share = Share(rows, columns);
        for (int i = 0; i < count; i += Vector256<T>.Count) { (Vector256.Load(to + i) * share).Store(to + i); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaxWindow(int y, int x, LaneRows<T> input, T* to, int count)
    {
        var (rows, columns) = (Rows(y), Columns(x));
        var none = Number(double.NegativeInfinity);
        for (int i = 0; i < count; i += Vector256<T>.Count) { none.Store(to + i); }
        for (int u = rows.First; u < rows.End; u++)
        {
            for (int v = columns.First; v < columns.End; v++)
            {
                T* from = Pixel(input, y, u, x, v);
                for (int i = 0; i < count; i += Vector256<T>.Count) { Larger(Vector256.Load(to + i), Vector256.Load(from + i)).Store(to + i); }
            }
        }
    }

    /// <summary>The larger of each pair; NaN is larger than anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Larger(Vector256<T> most, Vector256<T> x) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, most) | ~Vector256.Equals(x, x), x, most);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AverageTwoByTwo(T* top, T* bottom, T* to)
    {
        nint pixel = _pixel;
        var quarter = Number(0.25);
        for (int x = Shape.OutWidth; x > 0; x--, top += 2 * pixel, bottom += 2 * pixel, to += pixel)
        {
            for (nint i = 0; i < pixel; i += Vector256<T>.Count)
            {
                var sum = (Vector256.Load(top + i) + Vector256.Load(top + i + pixel)) + (Vector256.Load(bottom + i) + Vector256.Load(bottom + i + pixel));
                (sum * quarter).Store(to + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MaxTwoByTwo(T* top, T* bottom, T* to)
    {
        nint pixel = _pixel;
        for (int x = Shape.OutWidth; x > 0; x--, top += 2 * pixel, bottom += 2 * pixel, to += pixel)
        {
            for (nint i = 0; i < pixel; i += Vector256<T>.Count)
            {
                var most = Larger(Vector256.Load(top + i), Vector256.Load(top + i + pixel));
                Larger(Larger(most, Vector256.Load(bottom + i)), Vector256.Load(bottom + i + pixel)).Store(to + i);
            }
        }
    }
}
