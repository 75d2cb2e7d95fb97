using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.VectorMath;

/// <summary>Element-by-element work on vectors: partial loads and stores for the ends of arrays, and functions that exist for single numbers only.</summary>
public static unsafe class Lanes
{
    /// <summary>Loads <paramref name="count"/> elements; the lanes behind them hold 1, a value that every operator accepts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<T>(T* source, nint count)
        where T : unmanaged
    {
        var buffer = Vector256<T>.One;
        Unsafe.CopyBlockUnaligned(&buffer, source, (uint)(count * sizeof(T)));
        return buffer;
    }

    /// <summary>Stores the first <paramref name="count"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> value, T* target, nint count)
        where T : unmanaged => Unsafe.CopyBlockUnaligned(target, &value, (uint)(count * sizeof(T)));

    /// <summary>The function of each lane, rounded once from double precision.</summary>
    public static Vector256<float> Map<TFunction>(Vector256<float> x)
        where TFunction : struct, IScalarFunction
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
            ((float*)&x)[i] = (float)TFunction.Invoke(((float*)&x)[i]);
        return x;
    }

    /// <summary>The function of each lane.</summary>
    public static Vector256<double> Map<TFunction>(Vector256<double> x)
        where TFunction : struct, IScalarFunction
    {
        for (int i = 0; i < Vector256<double>.Count; i++)
            ((double*)&x)[i] = TFunction.Invoke(((double*)&x)[i]);
        return x;
    }
}
