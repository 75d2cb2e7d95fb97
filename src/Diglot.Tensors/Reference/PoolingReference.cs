using System.Numerics;
using Diglot.Tensors.Kernels.Pooling;

namespace Diglot.Tensors.Reference;

/// <summary>The pooling of <see cref="PoolingShape"/> and its gradient as plain loops: images (N, C, H, W). The fast kernels are tested against these.</summary>
public static class PoolingReference<T> where T : IFloatingPointIeee754<T>
{
    /// <summary>y = pool x.</summary>
    public static void Forward(PoolingShape s, int images, ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i < images * s.Channels * s.OutHeight * s.OutWidth; i++)
        {
            T sum = T.Zero, most = T.NegativeInfinity;
            foreach (int input in Window(s, i))
            {
                sum += x[input];
                if (x[input] > most || T.IsNaN(x[input])) { most = x[input]; }
            }
            y[i] = s.Kind == PoolingKind.Max ? most : sum / T.CreateChecked(Elements(s, i));
        }
    }

    /// <summary>Gradient of the input; overwritten.</summary>
    public static void Backward(PoolingShape s, int images, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
    {
        dx.Clear();
        for (int i = 0; i < images * s.Channels * s.OutHeight * s.OutWidth; i++)
        {
            if (s.Kind == PoolingKind.Average)
            {
                foreach (int input in Window(s, i)) { dx[input] += dy[i] / T.CreateChecked(Elements(s, i)); }
                continue;
            }
            int winner = -1;
            foreach (int input in Window(s, i))
            {
                if (winner < 0 || x[input] > x[winner] || (T.IsNaN(x[input]) && !T.IsNaN(x[winner]))) { winner = input; }
            }
            if (winner >= 0) { dx[winner] += dy[i]; }
        }
    }

    /// <summary>What the mean of output element <paramref name="output"/> divides by.</summary>
    private static int Elements(PoolingShape s, int output)
    {
        int i = output / s.OutWidth % s.OutHeight, j = output % s.OutWidth;
        if (s.Divisor != 0) { return s.Divisor; }
        if (!s.CountIncludePad) { return Math.Max(1, Window(s, output).Count()); }
        int top = (i * s.StrideHeight) - s.PadTop, left = (j * s.StrideWidth) - s.PadLeft;
        int rows = Enumerable.Range(0, s.KernelHeight).Count(u => top + (u * s.DilationHeight) < s.InHeight + s.PadBottom);
        int columns = Enumerable.Range(0, s.KernelWidth).Count(v => left + (v * s.DilationWidth) < s.InWidth + s.PadRight);
        return Math.Max(1, rows * columns);
    }

    private static IEnumerable<int> Window(PoolingShape s, int output)
    {
        int j = output % s.OutWidth, i = output / s.OutWidth % s.OutHeight, plane = output / s.OutWidth / s.OutHeight;
        for (int u = 0; u < s.KernelHeight; u++)
        {
            int row = (i * s.StrideHeight) - s.PadTop + (u * s.DilationHeight);
            for (int v = 0; v < s.KernelWidth; v++)
            {
                int column = (j * s.StrideWidth) - s.PadLeft + (v * s.DilationWidth);
                if (row >= 0 && row < s.InHeight && column >= 0 && column < s.InWidth) { yield return (((plane * s.InHeight) + row) * s.InWidth) + column; }
            }
        }
    }
}
