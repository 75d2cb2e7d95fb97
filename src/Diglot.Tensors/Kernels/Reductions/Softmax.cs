using System.Numerics;
using Diglot.Tensors.Kernels.Elementwise;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>
/// Softmax, its logarithm, and their gradients, on the contiguous rows of a matrix. Every row is shifted by its largest element, so that no
/// exponential overflows. y may be the same array as x or dy.
/// </summary>
static unsafe class Softmax
{
    /// <summary>y = eˣ / Σ eˣ.</summary>
    internal static void Run<T>(T* x, T* y, long rows, long length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, 4 * length, new Forward<T> { X = x, Y = y, Length = (nint)length });

    /// <summary>y = x − ln Σ eˣ.</summary>
    internal static void RunLog<T>(T* x, T* y, long rows, long length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, 4 * length, new ForwardLog<T> { X = x, Y = y, Length = (nint)length });

    /// <summary>dx = y·(dy − Σ y·dy), from the result y of softmax.</summary>
    internal static void Gradient<T>(T* y, T* dy, T* dx, long rows, long length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, length, new Backward<T> { Y = y, DY = dy, DX = dx, Length = (nint)length });

    /// <summary>dx = dy − eʸ·Σ dy, from the result y of log-softmax.</summary>
    internal static void GradientLog<T>(T* y, T* dy, T* dx, long rows, long length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Rows.Run(rows, 4 * length, new BackwardLog<T> { Y = y, DY = dy, DX = dx, Length = (nint)length });

    struct Forward<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* X, Y;
        internal nint Length;

        public readonly void Invoke(long row)
        {
            T* x = X + (row * Length), y = Y + (row * Length);
            var sum = RowSweep.Exponentials(x, y, Length, RowSweep.Largest(x, Length));
            ElementwiseLoops.Binary<Divide, T>(y, 1, &sum, 0, y, Length);
        }
    }

    struct ForwardLog<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* X, Y;
        internal nint Length;

        public readonly void Invoke(long row)
        {
            T* x = X + (row * Length), y = Y + (row * Length);
            var largest = RowSweep.Largest(x, Length);
            var log = T.Log(RowSweep.Exponentials(x, null, Length, largest));
            // Two subtractions: the sum of both numbers would lose the small one beside a large element.
            ElementwiseLoops.Binary<Subtract, T>(x, 1, &largest, 0, y, Length);
            ElementwiseLoops.Binary<Subtract, T>(y, 1, &log, 0, y, Length);
        }
    }

    struct Backward<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* Y, DY, DX;
        internal nint Length;

        public readonly void Invoke(long row)
        {
            T* y = Y + (row * Length), dy = DY + (row * Length), dx = DX + (row * Length);
            var sum = RowSweep.Dot(y, dy, Length);
            ElementwiseLoops.Binary<Subtract, T>(dy, 1, &sum, 0, dx, Length);
            ElementwiseLoops.Binary<Multiply, T>(dx, 1, y, 1, dx, Length);
        }
    }

    struct BackwardLog<T> : IRowBody
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal T* Y, DY, DX;
        internal nint Length;

        public readonly void Invoke(long row)
        {
            const int block = Strided.Block;
            T* y = Y + (row * Length), dy = DY + (row * Length), dx = DX + (row * Length);
            T* powers = stackalloc T[block];
            var sum = Reduction.Row<Add, T>(dy, Length, T.Zero);
            for (nint i = 0; i < Length; i += block)
            {
                nint count = Math.Min(block, Length - i);
                ElementwiseLoops.Function<Exp, T>(y + i, powers, count);
                ElementwiseLoops.Binary<Multiply, T>(powers, 1, &sum, 0, powers, count);
                ElementwiseLoops.Binary<Subtract, T>(dy + i, 1, powers, 1, dx + i, count);
            }
        }
    }
}
