using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Pooling;

/// <summary>Rows of an image in lanes, of which only the last <paramref name="Ring"/> may exist.</summary>
/// <param name="Origin">Pixel (0, 0).</param>
/// <param name="Stride">Elements from one row to the next.</param>
/// <param name="Ring">Rows that exist; row y lies where row y mod Ring does.</param>
internal readonly unsafe record struct LaneRows<T>(nint Origin, nint Stride, int Ring) where T : unmanaged
{
    public LaneRows(T* origin, nint stride, int ring) : this((nint)origin, stride, ring) { }

    /// <summary>Pixel 0 of row <paramref name="y"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int y) => (T*)Origin + (y % Ring * Stride);
}
