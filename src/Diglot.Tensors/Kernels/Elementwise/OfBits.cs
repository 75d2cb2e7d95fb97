using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>An operation on bits on vectors: its own vector form, or lane by lane.</summary>
readonly struct OfBits<TOperator, T> : IBinaryLanes<T>
    where TOperator : struct, IBitOperator
    where T : unmanaged, IBinaryInteger<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> x, Vector256<T> y)
    {
        if (TOperator.IsVectorized<T>())
        {
            return TOperator.Invoke(x, y);
        }

        var lanes = x;
        for (var i = 0; i < Vector256<T>.Count; i++)
        {
            lanes = lanes.WithElement(i, TOperator.Invoke(x.GetElement(i), y.GetElement(i)));
        }

        return lanes;
    }
}
