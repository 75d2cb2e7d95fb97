using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Operators;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>A floating-point function on vectors: its own vector form, or lane by lane.</summary>
readonly struct OfFloat<TOperator, T> : IUnaryLanes<T>
    where TOperator : struct, IFloatFunction
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> x)
    {
        if (TOperator.IsVectorized<T>())
        {
            return TOperator.Invoke(x);
        }

        var lanes = x;
        for (var i = 0; i < Vector256<T>.Count; i++)
        {
            lanes = lanes.WithElement(i, TOperator.Invoke(x.GetElement(i)));
        }

        return lanes;
    }
}
