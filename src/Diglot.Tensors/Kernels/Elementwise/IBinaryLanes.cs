using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>A function of two elements, as the loops need it: for whole vectors of one type.</summary>
interface IBinaryLanes<T>
    where T : unmanaged
{
    static abstract Vector256<T> Invoke(Vector256<T> x, Vector256<T> y);
}
