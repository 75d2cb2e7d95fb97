using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>Stores products as they are.</summary>
public readonly struct NoEpilogue<T> : IEpilogue<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Invoke(Vector256<T> sum) => sum;
}
