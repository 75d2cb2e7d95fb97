using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Kernels.VectorMath;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <content>Questions about pairs: the answers are bytes.</content>
internal static unsafe partial class ElementwiseLoops
{
    /// <summary>z[i] = x[i] ∘ y[i] as 0 or 1, for a contiguous result; x and y may have any step.</summary>
    [SkipLocalsInit]
    public static void Compare<TOperator, T>(T* x, long stepX, T* y, long stepY, byte* z, long length)
        where TOperator : struct, IComparison
        where T : unmanaged, INumber<T>
    {
        T* left = stackalloc T[Strided.Block], right = stackalloc T[Strided.Block];
        for (; length > 0; length -= Strided.Block, x += Strided.Block * stepX, y += Strided.Block * stepY, z += Strided.Block)
        {
            nint count = (nint)Math.Min(Strided.Block, length);
            Contiguous<TOperator, T>(Strided.Gather(x, (nint)stepX, count, left), Strided.Gather(y, (nint)stepY, count, right), z, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Contiguous<TOperator, T>(T* x, T* y, byte* z, nint length)
        where TOperator : struct, IComparison
        where T : unmanaged, INumber<T>
    {
        nint width = Vector256<T>.Count, i = 0;
        if (!TOperator.IsVectorized<T>())
        {
            for (; i < length; i++)
            {
                z[i] = TOperator.Invoke(x[i], y[i]) ? (byte)1 : (byte)0;
            }

            return;
        }

        for (; i <= length - width; i += width)
        {
            Store(TOperator.Invoke(Vector256.Load(x + i), Vector256.Load(y + i)), z + i, width);
        }

        nint rest = length - i;
        if (rest > 0)
        {
            Store(TOperator.Invoke(Lanes.Load(x + i, rest), Lanes.Load(y + i, rest)), z + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<T>(Vector256<T> mask, byte* z, nint count)
        where T : unmanaged
    {
        uint bits = mask.ExtractMostSignificantBits();
        if (count == 8)
        {
            // Bit i to byte i: copy the bits to every byte, keep one in each, and make what is left a 1.
            ulong spread = (bits * 0x0101010101010101UL) & 0x8040201008040201UL;
            *(ulong*)z = ((spread + 0x7F7F7F7F7F7F7F7FUL) >> 7) & 0x0101010101010101UL;
            return;
        }
        for (int i = 0; i < count; i++)
            z[i] = (byte)((bits >> i) & 1);
    }
}
