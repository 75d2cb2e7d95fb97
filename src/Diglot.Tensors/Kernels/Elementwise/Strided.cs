using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>Gathers elements that lie apart into a contiguous block, so that every loop can be written for contiguous elements.</summary>
static unsafe class Strided
{
    /// <summary>Elements a block: several blocks fit the first-level cache.</summary>
    internal const int Block = 256;

    /// <summary>The next elements in one piece: in place where they already are, else gathered into the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T* Gather<T>(T* source, nint step, nint length, T* buffer)
        where T : unmanaged
    {
        if (step == 1)
            return source;
        if (step == 0)
        {
            new Span<T>(buffer, (int)length).Fill(*source);
            return buffer;
        }
        for (nint i = 0; i < length; i++)
            buffer[i] = source[i * step];
        return buffer;
    }
}
