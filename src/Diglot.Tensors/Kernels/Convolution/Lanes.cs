using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Diglot.Tensors.Kernels.Convolution;

/// <summary>
/// The unit of the "batch in lanes" layout: one 256-bit vector holds the same element of <see cref="Count{T}"/> images
/// (8 for float32, 4 for float64). Lanes never mix until a kernel sums over the batch.
/// </summary>
internal static unsafe class Lanes
{
    /// <summary>Images in one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<T>() where T : unmanaged => Vector256<T>.Count;

    /// <summary>Blocks of <see cref="Count{T}"/> images that hold <paramref name="images"/> images.</summary>
    public static int Blocks<T>(int images) where T : unmanaged => (images + Count<T>() - 1) / Count<T>();

    /// <summary>a·b + c, fused where the machine can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
        }
        if (typeof(T) == typeof(double))
        {
            return Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
        }
        return (a * b) + c;
    }

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add<T>(T a, T b) where T : unmanaged => (Vector256.CreateScalarUnsafe(a) + Vector256.CreateScalarUnsafe(b)).ToScalar();

    /// <summary>a·b + c of single numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c) where T : unmanaged =>
        MultiplyAdd(Vector256.CreateScalarUnsafe(a), Vector256.CreateScalarUnsafe(b), Vector256.CreateScalarUnsafe(c)).ToScalar();

    /// <summary>The sum of a vector's lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(T* vector) where T : unmanaged => Vector256.Sum(Vector256.Load(vector));

    /// <summary>A mask with the first <paramref name="images"/> lanes set: what a sum over the batch may see of the last block.</summary>
    public static Vector256<T> Mask<T>(int images) where T : unmanaged
    {
        Vector256<byte> mask = default;
        int bytes = Math.Min(images, Count<T>()) * sizeof(T);
        for (int i = 0; i < bytes; i++) { mask = mask.WithElement(i, byte.MaxValue); }
        return mask.As<byte, T>();
    }

    /// <summary>Transposes a square of Count x Count elements: <c>to[j·toStride + i] = from[i·fromStride + j]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(T* from, nint fromStride, T* to, nint toStride) where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported) { TransposeSingle((float*)from, fromStride, (float*)to, toStride); }
        else if (typeof(T) == typeof(double) && Avx.IsSupported) { TransposeDouble((double*)from, fromStride, (double*)to, toStride); }
        else
        {
            for (int i = 0; i < Count<T>(); i++)
            {
                for (int j = 0; j < Count<T>(); j++) { to[(j * toStride) + i] = from[(i * fromStride) + j]; }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeSingle(float* from, nint s, float* to, nint t)
    {
        Vector256<float> r0 = Avx.LoadVector256(from), r1 = Avx.LoadVector256(from + s), r2 = Avx.LoadVector256(from + (2 * s)), r3 = Avx.LoadVector256(from + (3 * s));
        float* half = from + (4 * s);
        Vector256<float> r4 = Avx.LoadVector256(half), r5 = Avx.LoadVector256(half + s), r6 = Avx.LoadVector256(half + (2 * s)), r7 = Avx.LoadVector256(half + (3 * s));
        Vector256<float> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3), a3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> a4 = Avx.UnpackLow(r4, r5), a5 = Avx.UnpackHigh(r4, r5), a6 = Avx.UnpackLow(r6, r7), a7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> b0 = Avx.Shuffle(a0, a2, 0x44), b1 = Avx.Shuffle(a0, a2, 0xEE), b2 = Avx.Shuffle(a1, a3, 0x44), b3 = Avx.Shuffle(a1, a3, 0xEE);
        Vector256<float> b4 = Avx.Shuffle(a4, a6, 0x44), b5 = Avx.Shuffle(a4, a6, 0xEE), b6 = Avx.Shuffle(a5, a7, 0x44), b7 = Avx.Shuffle(a5, a7, 0xEE);
        Avx.Store(to, Avx.Permute2x128(b0, b4, 0x20));
        Avx.Store(to + t, Avx.Permute2x128(b1, b5, 0x20));
        Avx.Store(to + (2 * t), Avx.Permute2x128(b2, b6, 0x20));
        Avx.Store(to + (3 * t), Avx.Permute2x128(b3, b7, 0x20));
        float* high = to + (4 * t);
        Avx.Store(high, Avx.Permute2x128(b0, b4, 0x31));
        Avx.Store(high + t, Avx.Permute2x128(b1, b5, 0x31));
        Avx.Store(high + (2 * t), Avx.Permute2x128(b2, b6, 0x31));
        Avx.Store(high + (3 * t), Avx.Permute2x128(b3, b7, 0x31));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeDouble(double* from, nint s, double* to, nint t)
    {
        Vector256<double> r0 = Avx.LoadVector256(from), r1 = Avx.LoadVector256(from + s), r2 = Avx.LoadVector256(from + (2 * s)), r3 = Avx.LoadVector256(from + (3 * s));
        Vector256<double> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3), a3 = Avx.UnpackHigh(r2, r3);
        Avx.Store(to, Avx.Permute2x128(a0, a2, 0x20));
        Avx.Store(to + t, Avx.Permute2x128(a1, a3, 0x20));
        Avx.Store(to + (2 * t), Avx.Permute2x128(a0, a2, 0x31));
        Avx.Store(to + (3 * t), Avx.Permute2x128(a1, a3, 0x31));
    }
}
