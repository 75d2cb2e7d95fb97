using System.Numerics;
using System.Runtime.InteropServices;

namespace Diglot.Tensors.Tests.Kernels;

/// <summary>Unmanaged test arrays with guard elements behind them: a kernel that writes past the end is found.</summary>
sealed unsafe class Buffer<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    const int Guard = 16;
    readonly T* start;

    internal Buffer(int length)
    {
        Length = length;
        start = (T*)NativeMemory.Alloc((nuint)(length + Guard), (nuint)sizeof(T));
        new Span<T>(start, length + Guard).Fill(T.CreateChecked(77));
    }

    internal Buffer(IEnumerable<T> values)
        : this(values.Count())
    {
        int i = 0;
        foreach (var value in values)
            start[i++] = value;
    }

    internal int Length { get; }

    internal Span<T> Span => new(start, Length);

    internal T[] ToArray() => Span.ToArray();

    public static implicit operator T*(Buffer<T> buffer) => buffer.start;

    public void Dispose()
    {
        var guard = new Span<T>(start + Length, Guard);
        bool intact = guard.IndexOfAnyExcept(T.CreateChecked(77)) < 0;
        NativeMemory.Free(start);
        if (!intact)
            throw new InvalidOperationException("A kernel wrote behind the end of its array.");
    }
}
