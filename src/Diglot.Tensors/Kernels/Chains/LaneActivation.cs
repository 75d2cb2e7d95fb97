using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>Activations and their gradients on runs of vectors. Counts are in elements and multiples of the vector length.</summary>
internal static unsafe class LaneActivation
{
    /// <summary><c>y[i] = f(y[i])</c>.</summary>
    public static void Apply<T>(ActivationKind kind, T* y, nint count) where T : unmanaged
    {
        switch (kind)
        {
            case ActivationKind.Relu: Apply<T, ReluActivation>(y, count); break;
            case ActivationKind.Sigmoid: Apply<T, SigmoidActivation>(y, count); break;
            case ActivationKind.Tanh: Apply<T, TanhActivation>(y, count); break;
        }
    }

    /// <summary><c>dx[i] = dy[i] · f′</c>, with f′ from the result y. <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    public static void Backward<T>(ActivationKind kind, T* y, T* dy, T* dx, nint count) where T : unmanaged
    {
        switch (kind)
        {
            case ActivationKind.Relu: Backward<T, ReluActivation>(y, dy, dx, count); break;
            case ActivationKind.Sigmoid: Backward<T, SigmoidActivation>(y, dy, dx, count); break;
            case ActivationKind.Tanh: Backward<T, TanhActivation>(y, dy, dx, count); break;
            default:
                if (dx != dy) { Unsafe.CopyBlockUnaligned(dx, dy, (uint)(count * sizeof(T))); }
                break;
        }
    }

    // One vector a turn: the processor overlaps several turns by itself, and with more the constants would not fit into registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<T, TActivation>(T* y, nint count) where T : unmanaged where TActivation : struct, IActivation
    {
        for (T* end = y + count; y < end; y += Vector256<T>.Count) { TActivation.Apply(Vector256.Load(y)).Store(y); }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<T, TActivation>(T* y, T* dy, T* dx, nint count) where T : unmanaged where TActivation : struct, IActivation
    {
        for (nint i = 0; i < count; i += Vector256<T>.Count)
        {
            (Vector256.Load(dy + i) * TActivation.Derivative(Vector256.Load(y + i))).Store(dx + i);
        }
    }
}
