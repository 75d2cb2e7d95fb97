using System.Numerics;
using System.Runtime.InteropServices;

namespace Diglot.Tensors.Tests.Kernels.Convolution;

/// <summary>Aligned memory filled with a canary, so that a kernel that reads what it should not shows itself.</summary>
internal sealed unsafe class NativeBuffer<T>(nint length, T fill) : IDisposable where T : unmanaged, INumber<T>
{
    private readonly Memory _memory = new(length, fill);

    public T* Pointer => (T*)_memory.Address;

    public Span<T> Span => new(Pointer, (int)length);

    public void Dispose() => _memory.Dispose();

    private sealed class Memory : IDisposable
    {
        public Memory(nint length, T fill)
        {
            Address = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(1, length) * (nuint)sizeof(T), 64);
            new Span<T>((T*)Address, (int)length).Fill(fill);
        }

        public nint Address { get; }

        public void Dispose() => NativeMemory.AlignedFree((void*)Address);
    }
}
