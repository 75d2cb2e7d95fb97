using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>The inner loops of elementwise operations: one an arity. The ends of arrays run the same vector code as their middle.</summary>
internal static unsafe partial class ElementwiseLoops
{
    /// <summary>y[i] = f(x[i]) for contiguous rows.</summary>
    public static void Function<TOperator, T>(T* x, T* y, long length)
        where TOperator : struct, IFloatFunction
        where T : unmanaged, IFloatingPointIeee754<T>
        => Map<OfFloat<TOperator, T>, T>(x, y, (nint)length);

    /// <summary>y[i] = f(x[i]) for contiguous rows.</summary>
    public static void Number<TOperator, T>(T* x, T* y, long length)
        where TOperator : struct, INumberFunction
        where T : unmanaged, INumber<T>
        => Map<OfNumber<TOperator, T>, T>(x, y, (nint)length);

    /// <summary>z[i] = f(x[i], y[i]) for a contiguous result; x and y may have any step.</summary>
    public static void Binary<TOperator, T>(T* x, long stepX, T* y, long stepY, T* z, long length)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, INumber<T>
        => Pairs<OfPairs<TOperator, T>, T>(x, (nint)stepX, y, (nint)stepY, z, (nint)length);

    /// <summary>z[i] = f(x[i], y[i]) on bits.</summary>
    public static void Bits<TOperator, T>(T* x, long stepX, T* y, long stepY, T* z, long length)
        where TOperator : struct, IBitOperator
        where T : unmanaged, IBinaryInteger<T>
        => Pairs<OfBits<TOperator, T>, T>(x, (nint)stepX, y, (nint)stepY, z, (nint)length);

    /// <summary>w[i] = condition[i] ? x[i] : y[i] for a contiguous result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Choose<T>(byte* condition, nint stepC, T* x, nint stepX, T* y, nint stepY, T* w, nint length)
        where T : unmanaged
    {
        for (nint i = 0; i < length; i++)
        {
            w[i] = condition[i * stepC] != 0 ? x[i * stepX] : y[i * stepY];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Map<TFunction, T>(T* x, T* y, nint length)
        where TFunction : struct, IUnaryLanes<T>
        where T : unmanaged
    {
        int width = Vector256<T>.Count;
        // Four independent vectors: most functions are chains whose latency would otherwise set the pace.
        for (; length >= 4 * width; length -= 4 * width, x += 4 * width, y += 4 * width)
        {
            var a = TFunction.Invoke(Vector256.Load(x));
            var b = TFunction.Invoke(Vector256.Load(x + width));
            var c = TFunction.Invoke(Vector256.Load(x + (2 * width)));
            var d = TFunction.Invoke(Vector256.Load(x + (3 * width)));
            a.Store(y);
            b.Store(y + width);
            c.Store(y + (2 * width));
            d.Store(y + (3 * width));
        }
        for (; length >= width; length -= width, x += width, y += width)
            TFunction.Invoke(Vector256.Load(x)).Store(y);
        if (length > 0)
            Lanes.Store(TFunction.Invoke(Lanes.Load(x, length)), y, length);
    }

    [SkipLocalsInit]
    static void Pairs<TFunction, T>(T* x, nint stepX, T* y, nint stepY, T* z, nint length)
        where TFunction : struct, IBinaryLanes<T>
        where T : unmanaged
    {
        if ((stepX | stepY) == 1)
        {
            Zip<TFunction, T>(x, stepX, y, stepY, z, length);
            return;
        }

        T* left = stackalloc T[Strided.Block], right = stackalloc T[Strided.Block];
        for (; length > 0; length -= Strided.Block, x += Strided.Block * stepX, y += Strided.Block * stepY, z += Strided.Block)
        {
            nint count = Math.Min(Strided.Block, length);
            Zip<TFunction, T>(Strided.Gather(x, stepX, count, left), 1, Strided.Gather(y, stepY, count, right), 1, z, count);
        }
    }

    /// <summary>Steps are 1, or 0 for one number that stands for all; not both 0.</summary>
    static void Zip<TFunction, T>(T* x, nint xStep, T* y, nint yStep, T* z, nint length)
        where TFunction : struct, IBinaryLanes<T>
        where T : unmanaged
    {
        if (xStep == 0)
            Loop<TFunction, T, Repeated, Following>(x, y, z, length);
        else if (yStep == 0)
            Loop<TFunction, T, Following, Repeated>(x, y, z, length);
        else
            Loop<TFunction, T, Following, Following>(x, y, z, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop<TFunction, T, TX, TY>(T* x, T* y, T* z, nint length)
        where TFunction : struct, IBinaryLanes<T>
        where T : unmanaged
        where TX : struct
        where TY : struct
    {
        if (length == 0)
            return;
        nint width = Vector256<T>.Count;
        var xAll = Vector256.Create(*x);
        var yAll = Vector256.Create(*y);
        nint i = 0;
        for (; i <= length - (4 * width); i += 4 * width)
        {
            var a = TFunction.Invoke(Load<T, TX>(x + i, xAll), Load<T, TY>(y + i, yAll));
            var b = TFunction.Invoke(Load<T, TX>(x + i + width, xAll), Load<T, TY>(y + i + width, yAll));
            var c = TFunction.Invoke(Load<T, TX>(x + i + (2 * width), xAll), Load<T, TY>(y + i + (2 * width), yAll));
            var d = TFunction.Invoke(Load<T, TX>(x + i + (3 * width), xAll), Load<T, TY>(y + i + (3 * width), yAll));
            a.Store(z + i);
            b.Store(z + i + width);
            c.Store(z + i + (2 * width));
            d.Store(z + i + (3 * width));
        }
        for (; i <= length - width; i += width)
            TFunction.Invoke(Load<T, TX>(x + i, xAll), Load<T, TY>(y + i, yAll)).Store(z + i);
        if (i < length)
        {
            nint rest = length - i;
            var lastX = typeof(TX) == typeof(Repeated) ? xAll : Lanes.Load(x + i, rest);
            var lastY = typeof(TY) == typeof(Repeated) ? yAll : Lanes.Load(y + i, rest);
            Lanes.Store(TFunction.Invoke(lastX, lastY), z + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> Load<T, TKind>(T* source, Vector256<T> all)
        where T : unmanaged => typeof(TKind) == typeof(Repeated) ? all : Vector256.Load(source);
}
