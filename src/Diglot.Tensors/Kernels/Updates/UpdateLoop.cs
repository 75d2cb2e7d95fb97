using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Diglot.Tensors.Threading;

namespace Diglot.Tensors.Kernels.Updates;

/// <summary>Runs an optimizer's rule over all elements of a parameter in one pass, in place; nothing is allocated.</summary>
public static unsafe class UpdateLoop
{
    // A part is worth the start of another thread from about 10 microseconds on.
    private const int Grain = 8 * 1024;

    /// <summary>Updates a parameter and its slots; all arrays are contiguous, of one type and length.</summary>
    public static void Run<TRule, T>(TRule rule, NDArray parameter, NDArray gradient, NDArray? first = null, NDArray? second = null, NDArray? third = null)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged
    {
        if (!parameter.IsContiguous || gradient.Shape != parameter.Shape)
        {
            throw new ArgumentException($"An optimizer needs a contiguous parameter and a gradient of its shape; received {parameter.Shape} and {gradient.Shape}.");
        }

        var dense = gradient.To(parameter.Type).Contiguous();
        var p = (T*)parameter.Pointer;
        var g = (T*)dense.Pointer;

        var a = first is null ? null : (T*)first.Pointer;
        var b = second is null ? null : (T*)second.Pointer;
        var c = third is null ? null : (T*)third.Pointer;
        var length = parameter.Length;
        if (length <= 2 * Grain)
        {
            Range(in rule, p, g, a, b, c, 0, length);
        }
        else
        {
            var body = new Body<TRule, T> { Rule = rule, P = p, G = g, A = a, B = b, C = c, Length = length };
            Workers.For((int)((length + Grain - 1) / Grain), ref body);
        }

        parameter.Storage.Touch();
        GC.KeepAlive(parameter);
        GC.KeepAlive(dense);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(third);
    }

    private static void Range<TRule, T>(in TRule rule, T* p, T* g, T* a, T* b, T* c, long start, long end)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged
    {
        var i = start;
        for (; i <= end - Vector256<T>.Count; i += Vector256<T>.Count)
        {
            Step(in rule, p + i, g + i, a is null ? null : a + i, b is null ? null : b + i, c is null ? null : c + i);
        }

        if (i < end)
        {
            // The last few go through the same arithmetic, in scratch vectors.
            var scratch = stackalloc T[5 * Vector256<T>.Count];
            var width = Vector256<T>.Count;
            var count = (int)(end - i);
            Move(p + i, scratch, count);
            Move(g + i, scratch + width, count);
            Move(a is null ? null : a + i, scratch + (2 * width), count);
            Move(b is null ? null : b + i, scratch + (3 * width), count);
            Move(c is null ? null : c + i, scratch + (4 * width), count);
            Step(in rule, scratch, scratch + width, scratch + (2 * width), scratch + (3 * width), scratch + (4 * width));
            Move(scratch, p + i, count);
            Move(scratch + (2 * width), a is null ? null : a + i, count);
            Move(scratch + (3 * width), b is null ? null : b + i, count);
            Move(scratch + (4 * width), c is null ? null : c + i, count);
        }
    }

    // Inlined, so that the rule's constants stay in registers from one vector to the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TRule, T>(in TRule rule, T* p, T* g, T* a, T* b, T* c)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged
    {
        var value = Vector256.Load(p);
        var x = a is null ? default : Vector256.Load(a);
        var y = b is null ? default : Vector256.Load(b);
        var z = c is null ? default : Vector256.Load(c);
        rule.Invoke(ref value, Vector256.Load(g), ref x, ref y, ref z);
        value.Store(p);
        if (a is not null)
        {
            x.Store(a);
        }

        if (b is not null)
        {
            y.Store(b);
        }

        if (c is not null)
        {
            z.Store(c);
        }
    }

    private struct Body<TRule, T> : IParallelBody
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged
    {
        public TRule Rule;
        public T* P, G, A, B, C;
        public long Length;

        public readonly void Invoke(int part) => Range(in Rule, P, G, A, B, C, (long)part * Grain, Math.Min(Length, ((long)part + 1) * Grain));
    }

    private static void Move<T>(T* from, T* to, int count)
        where T : unmanaged
    {
        if (from is not null && to is not null)
        {
            new ReadOnlySpan<T>(from, count).CopyTo(new Span<T>(to, count));
        }
    }
}
