using System.Runtime.InteropServices;

namespace Diglot.Tensors.Kernels.MatrixProduct;

/// <summary>Memory for packed panels that a thread keeps from call to call.</summary>
sealed unsafe class PackBuffer
{
    [ThreadStatic] static PackBuffer? forA;
    [ThreadStatic] static PackBuffer? forB;

    void* start;
    nuint size;

    internal static PackBuffer A => forA ??= new PackBuffer();

    internal static PackBuffer B => forB ??= new PackBuffer();

    ~PackBuffer() => NativeMemory.AlignedFree(start);

    /// <summary>At least so many bytes, at a cache line's start. The contents of an earlier call are lost.</summary>
    internal void* Take(nuint bytes)
    {
        if (bytes > size)
        {
            NativeMemory.AlignedFree(start);
            start = null;
            size = 0;
            start = NativeMemory.AlignedAlloc(bytes, 64);
            size = bytes;
        }
        return start;
    }
}
