using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>The inner loops of elementwise operations: one an arity. Body and tail of a row run the same arithmetic.</summary>
internal static unsafe class ElementwiseLoops
{
    /// <summary>y[i] = f(x[i]) for contiguous rows.</summary>
    public static void Function<TOperator, T>(T* x, T* y, long length)
        where TOperator : struct, IFloatFunction
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long i = 0;
        if (TOperator.IsVectorized<T>())
        {
            for (; i <= length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                TOperator.Invoke(Vector256.Load(x + i)).Store(y + i);
            }

            if (i < length)
            {
                Tail(x + i, y + i, (int)(length - i), static (x) => TOperator.Invoke(x));
            }

            return;
        }

        for (; i < length; i++)
        {
            y[i] = TOperator.Invoke(x[i]);
        }
    }

    /// <summary>y[i] = f(x[i]) for contiguous rows.</summary>
    public static void Number<TOperator, T>(T* x, T* y, long length)
        where TOperator : struct, INumberFunction
        where T : unmanaged, INumber<T>
    {
        long i = 0;
        if (TOperator.IsVectorized<T>())
        {
            for (; i <= length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                TOperator.Invoke(Vector256.Load(x + i)).Store(y + i);
            }
        }

        for (; i < length; i++)
        {
            y[i] = TOperator.Invoke(x[i]);
        }
    }

    /// <summary>z[i] = f(x[i], y[i]); a step is 1 or, for one repeated element, 0.</summary>
    public static void Binary<TOperator, T>(T* x, long stepX, T* y, long stepY, T* z, long length)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
    {
        long i = 0;
        if (TOperator.IsVectorized<T>() && stepX is 0 or 1 && stepY is 0 or 1)
        {
            var (fixedX, fixedY) = (Vector256.Create(*x), Vector256.Create(*y));
            for (; i <= length - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                var a = stepX == 1 ? Vector256.Load(x + i) : fixedX;
                var b = stepY == 1 ? Vector256.Load(y + i) : fixedY;
                TOperator.Invoke(a, b).Store(z + i);
            }
        }

        for (; i < length; i++)
        {
            z[i] = TOperator.Invoke(x[i * stepX], y[i * stepY]);
        }
    }

    /// <summary>z[i] = x[i] ∘ y[i] as 0 or 1.</summary>
    public static void Compare<TOperator, T>(T* x, long stepX, T* y, long stepY, byte* z, long length)
        where TOperator : struct, IComparison
        where T : unmanaged, INumber<T>
    {
        for (long i = 0; i < length; i++)
        {
            z[i] = TOperator.Invoke(x[i * stepX], y[i * stepY]) ? (byte)1 : (byte)0;
        }
    }

    /// <summary>z[i] = f(x[i], y[i]) on bits.</summary>
    public static void Bits<TOperator, T>(T* x, long stepX, T* y, long stepY, T* z, long length)
        where TOperator : struct, IBitOperator
        where T : unmanaged, IBinaryInteger<T>
    {
        for (long i = 0; i < length; i++)
        {
            z[i] = TOperator.Invoke(x[i * stepX], y[i * stepY]);
        }
    }

    /// <summary>The last few elements, through the same vector arithmetic as the others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tail<T>(T* x, T* y, int count, Func<Vector256<T>, Vector256<T>> function)
        where T : unmanaged
    {
        var padded = Vector256<T>.Zero;
        for (var i = 0; i < count; i++)
        {
            padded = padded.WithElement(i, x[i]);
        }

        padded = function(padded);
        for (var i = 0; i < count; i++)
        {
            y[i] = padded.GetElement(i);
        }
    }
}
