using System.Runtime.InteropServices;

namespace Diglot.Tensors.Kernels.Chains;

/// <summary>Memory that a thread reuses from call to call, so that it stays in that thread's cache. Freed when the thread ends.</summary>
internal sealed unsafe class ThreadScratch
{
    [ThreadStatic] private static ThreadScratch? _current;
    private void* _memory;
    private nint _bytes;

    ~ThreadScratch() => NativeMemory.AlignedFree(_memory);

    /// <summary>At least <paramref name="elements"/> elements of unspecified content, aligned to 64 bytes; valid until the thread asks again.</summary>
    public static T* Rent<T>(nint elements) where T : unmanaged
    {
        var scratch = _current ??= new ThreadScratch();
        nint bytes = elements * sizeof(T);
        if (scratch._bytes < bytes)
        {
            NativeMemory.AlignedFree(scratch._memory);
            scratch._memory = null;
            scratch._bytes = 0;
            scratch._memory = NativeMemory.AlignedAlloc((nuint)bytes, 64);
            scratch._bytes = bytes;
            // Lanes without an image are computed too; clean memory keeps them free of slow subnormal numbers and NaN.
            NativeMemory.Clear(scratch._memory, (nuint)bytes);
        }
        return (T*)scratch._memory;
    }
}
