using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>One pass over a contiguous row that adds up a function of its elements, and may store another.</summary>
static unsafe class RowSweep
{
    /// <summary>Largest element; NaN wins.</summary>
    internal static T Largest<T>(T* x, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Reduction.Row<Maximum, T>(x, length, T.NegativeInfinity);

    /// <summary>y[i] = e^(x[i] − shift) where y is not null; returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Exponentials<T>(T* x, T* y, nint length, T shift)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var by = Vector256.Create(shift);
        Vector256<T> even = default, odd = default;
        nint width = Vector256<T>.Count, i = 0;
        for (; i <= length - (2 * width); i += 2 * width)
        {
            var a = Exp.Invoke(Vector256.Load(x + i) - by);
            var b = Exp.Invoke(Vector256.Load(x + i + width) - by);
            even += a;
            odd += b;
            if (y != null)
            {
                a.Store(y + i);
                b.Store(y + i + width);
            }
        }

        T sum = default;
        for (; i < length; i += width)
        {
            nint count = Math.Min(width, length - i);
            var a = Exp.Invoke(Lanes.Load(x + i, count) - by);
            if (y != null)
            {
                Lanes.Store(a, y + i, count);
            }

            for (int lane = 0; lane < count; lane++)
            {
                sum += a.GetElement(lane);
            }
        }

        return sum + Vector256.Sum(even + odd);
    }

    /// <summary>Σ x[i]·y[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T Dot<T>(T* x, T* y, nint length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector256<T> even = default, odd = default;
        nint width = Vector256<T>.Count, i = 0;
        for (; i <= length - (2 * width); i += 2 * width)
        {
            even += Vector256.Load(x + i) * Vector256.Load(y + i);
            odd += Vector256.Load(x + i + width) * Vector256.Load(y + i + width);
        }

        T sum = default;
        for (; i < length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum + Vector256.Sum(even + odd);
    }

    /// <summary>z[i] = (x[i] − mean − along·y[i])·scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Project<T>(T* x, T* y, T* z, nint length, T mean, T along, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (means, alongs, scales) = (Vector256.Create(mean), Vector256.Create(along), Vector256.Create(scale));
        nint width = Vector256<T>.Count, i = 0;
        for (; i <= length - width; i += width)
        {
            ((Vector256.Load(x + i) - means - (alongs * Vector256.Load(y + i))) * scales).Store(z + i);
        }

        for (; i < length; i++)
        {
            z[i] = (x[i] - mean - (along * y[i])) * scale;
        }
    }
}
