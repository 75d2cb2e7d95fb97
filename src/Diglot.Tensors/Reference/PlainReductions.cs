using System.Numerics;

namespace Diglot.Tensors.Reference;

/// <summary>Reductions of [outer, axis, inner] blocks as one would write them on paper; sums are exact to double precision.</summary>
internal static unsafe class PlainReductions
{
    /// <summary>y[o, i] = fold of x[o, :, i].</summary>
    public static void Fold<T>(T* x, T* y, long outer, long axis, long inner, T start, Func<T, T, T> fold)
        where T : unmanaged
    {
        for (long o = 0; o < outer; o++)
        {
            for (long i = 0; i < inner; i++)
            {
                var value = start;
                for (long a = 0; a < axis; a++)
                {
                    value = fold(value, x[(((o * axis) + a) * inner) + i]);
                }

                y[(o * inner) + i] = value;
            }
        }
    }

    /// <summary>y[o, i] = Σ x[o, :, i], accumulated in pairs of blocks so that rounding stays small.</summary>
    public static void Sum<T>(T* x, T* y, long outer, long axis, long inner)
        where T : unmanaged, INumber<T>
    {
        for (long o = 0; o < outer; o++)
        {
            for (long i = 0; i < inner; i++)
            {
                y[(o * inner) + i] = Pairwise(x + (o * axis * inner) + i, axis, inner);
            }
        }
    }

    /// <summary>Position of the first element that wins; NaN wins over all.</summary>
    public static void ArgExtreme<T>(T* x, long* y, long outer, long axis, long inner, bool largest)
        where T : unmanaged, INumber<T>
    {
        for (long o = 0; o < outer; o++)
        {
            for (long i = 0; i < inner; i++)
            {
                var from = x + (o * axis * inner) + i;
                long best = 0;
                for (long a = 1; a < axis && !T.IsNaN(from[best * inner]); a++)
                {
                    var candidate = from[a * inner];
                    if (T.IsNaN(candidate) || (largest ? candidate > from[best * inner] : candidate < from[best * inner]))
                    {
                        best = a;
                    }
                }

                y[(o * inner) + i] = best;
            }
        }
    }

    private static T Pairwise<T>(T* x, long length, long step)
        where T : unmanaged, INumber<T>
    {
        if (length > 64)
        {
            var half = length / 2;
            return Pairwise(x, half, step) + Pairwise(x + (half * step), length - half, step);
        }

        var sum = T.Zero;
        for (long i = 0; i < length; i++)
        {
            sum += x[i * step];
        }

        return sum;
    }
}
