using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Kernels.Copying;

/// <summary>Copies elements between arrays of one shape and type, whatever their strides.</summary>
internal static unsafe class StridedCopy
{
    /// <summary>Copies <paramref name="source"/> into <paramref name="target"/>; the two do not overlap.</summary>
    public static void Run(NDArray source, NDArray target)
    {
        if (source.Length == 0)
        {
            return;
        }

        if (source.IsContiguous && target.IsContiguous)
        {
            var bytes = source.Length * source.Type.Size;
            Buffer.MemoryCopy(source.Pointer, target.Pointer, bytes, bytes);
        }
        else
        {
            switch (source.Type.Size)
            {
                case 1: Walk<byte>(source, target); break;
                case 2: Walk<short>(source, target); break;
                case 4: Walk<int>(source, target); break;
                case 8: Walk<long>(source, target); break;
                default: Walk<Int128>(source, target); break;
            }
        }

        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private static void Walk<T>(NDArray source, NDArray target)
        where T : unmanaged
    {
        var axes = Loop.Collapse(source.Shape, source.Strides, target.Strides);
        var from = (T*)source.Pointer;
        var to = (T*)target.Pointer;
        var inner = axes[^1];
        if (axes.Length > 1 && inner.First != 1 && axes[^2].First == 1 && axes[^2].Length > 4)
        {
            // A transposition: small tiles keep both sides' cache lines in use.
            Loop.Outer(axes, skip: 2, (first, second) => Tiles(from + first, to + second, axes[^2], inner));
            return;
        }

        Loop.Outer(axes, skip: 1, (first, second) => Row(from + first, to + second, inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<T>(T* from, T* to, LoopAxis axis)
        where T : unmanaged
    {
        if (axis.First == 1 && axis.Second == 1)
        {
            new ReadOnlySpan<T>(from, axis.Length).CopyTo(new Span<T>(to, axis.Length));
        }
        else if (axis.First == 0 && axis.Second == 1)
        {
            new Span<T>(to, axis.Length).Fill(*from);
        }
        else
        {
            for (long i = 0, a = 0, b = 0; i < axis.Length; i++, a += axis.First, b += axis.Second)
            {
                to[b] = from[a];
            }
        }
    }

    private static void Tiles<T>(T* from, T* to, LoopAxis outer, LoopAxis inner)
        where T : unmanaged
    {
        const int Edge = 16;
        for (var y = 0; y < outer.Length; y += Edge)
        {
            for (var x = 0; x < inner.Length; x += Edge)
            {
                var (yEnd, xEnd) = (Math.Min(y + Edge, outer.Length), Math.Min(x + Edge, inner.Length));
                for (var i = y; i < yEnd; i++)
                {
                    for (var j = x; j < xEnd; j++)
                    {
                        to[(i * outer.Second) + (j * inner.Second)] = from[(i * outer.First) + (j * inner.First)];
                    }
                }
            }
        }
    }
}
