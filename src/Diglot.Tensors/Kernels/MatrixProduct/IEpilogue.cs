using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>What is done to each element of a finished product before it is stored, such as a layer's activation.</summary>
public interface IEpilogue<T>
    where T : unmanaged
{
    /// <summary>The stored value.</summary>
    static abstract Vector256<T> Invoke(Vector256<T> sum);
}
