using System.Numerics;
using Diglot.Tensors.Kernels.Elementwise;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>
/// Rows brought to mean 0 and variance 1, the core of layer, group and instance normalization, and its gradient. The variance is the mean of
/// the squared differences from the mean (two passes, no cancellation), divided by the length of the row.
/// Source: J. Ba, J. Kiros, G. Hinton, Layer Normalization, arXiv:1607.06450.
/// </summary>
public static unsafe class Standardization
{
    /// <summary>
    /// y = (x − mean)·scale with scale = 1 / √(variance + epsilon), for each of <paramref name="rows"/> contiguous rows; mean and scale are written
    /// too, one a row. y may be x.
    /// </summary>
    public static void Run<T>(T* x, T* y, T* mean, T* scale, long rows, long length, T epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, 2 * length, new Forward<T> { X = x, Y = y, Mean = mean, Scale = scale, Length = (nint)length, Epsilon = epsilon });

    /// <summary>dx = scale·(dy − mean(dy) − y·mean(dy·y)), from the result y and the scale of each row. dx may be dy.</summary>
    public static void Gradient<T>(T* y, T* scale, T* dy, T* dx, long rows, long length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, 2 * length, new Backward<T> { Y = y, Scale = scale, DY = dy, DX = dx, Length = (nint)length });

    struct Forward<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* X, Y, Mean, Scale;
        internal nint Length;
        internal T Epsilon;

        public readonly void Invoke(long row)
        {
            T* y = Y + (row * Length);
            var count = T.CreateChecked(Length);
            var mean = Reduction.Row<Add, T>(X + (row * Length), Length, T.Zero) / count;
            ElementwiseLoops.Binary<Subtract, T>(X + (row * Length), 1, &mean, 0, y, Length);
            var scale = T.One / T.Sqrt((RowSweep.Dot(y, y, Length) / count) + Epsilon);
            ElementwiseLoops.Binary<Multiply, T>(y, 1, &scale, 0, y, Length);
            (Mean[row], Scale[row]) = (mean, scale);
        }
    }

    struct Backward<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* Y, Scale, DY, DX;
        internal nint Length;

        public readonly void Invoke(long row)
        {
            T* y = Y + (row * Length), dy = DY + (row * Length), dx = DX + (row * Length);
            var count = T.CreateChecked(Length);
            var mean = Reduction.Row<Add, T>(dy, Length, T.Zero) / count;
            var along = RowSweep.Dot(y, dy, Length) / count;
            RowSweep.Project(dy, y, dx, Length, mean, along, Scale[row]);
        }
    }
}
