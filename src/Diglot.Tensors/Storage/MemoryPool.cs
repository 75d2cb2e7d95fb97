using System.Numerics;
using System.Runtime.InteropServices;

namespace Diglot.Tensors.Storage;

/// <summary>
/// Blocks of native memory by size class (powers of two and their midpoints), kept for reuse. When the program has taken
/// more than a budget of blocks since the last collection, a cheap generation-0 collection lets the finalizers of
/// dead arrays refill the pool before the system is asked for more.
/// </summary>
internal static unsafe class MemoryPool
{
    private const int Alignment = 64;
    private const int SmallestClass = 6;
    private const int Classes = 2 * (48 - SmallestClass);

    /// <summary>Blocks above this size go back to the system when freed: they are rare, and holding them would hoard memory.</summary>
    private const long LargestKept = 256L << 20;

    private static readonly Lock Gate = new();
    private static readonly Stack<nint>[] Free = [.. Enumerable.Range(0, Classes).Select(static _ => new Stack<nint>())];
    private static long _takenSinceCollection;
    private static long _kept;
    private static long _live;
    private static long _liveAfterFullCollection;
    private static int _collections;

    /// <summary>Bytes in blocks that arrays hold now.</summary>
    public static long InUse { get; private set; }

    /// <summary>Bytes taken from the system: those in use, and those kept for reuse.</summary>
    public static long Held
    {
        get
        {
            lock (Gate)
            {
                return InUse + _kept;
            }
        }
    }

    /// <summary>
    /// Bytes after which a collection is tried: what dead arrays hold at most, since nothing else tells the garbage collector how much lies behind
    /// its small objects. Few enough to stay in the third-level cache; more where much is alive, so that large models do not collect all the time.
    /// </summary>
    private static long Budget => Math.Max(24L << 20, _live / 2);

    public static void* Rent(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        var sizeClass = ClassOf(byteLength, out var size);
        if (TryTake(sizeClass, size, out var block))
        {
            return block;
        }

        if (Interlocked.Read(ref _takenSinceCollection) > Budget)
        {
            Collect();
            if (TryTake(sizeClass, size, out block))
            {
                return block;
            }
        }

        try
        {
            block = NativeMemory.AlignedAlloc((nuint)size, Alignment);
        }
        catch (OutOfMemoryException)
        {
            Collect(generation: GC.MaxGeneration);
            Trim();
            block = NativeMemory.AlignedAlloc((nuint)size, Alignment);
        }

        HugePages.Advise(block, size);
        lock (Gate)
        {
            InUse += size;
            _takenSinceCollection += size;
        }

        return block;
    }

    public static void Return(void* block, long byteLength)
    {
        var sizeClass = ClassOf(byteLength, out var size);
        lock (Gate)
        {
            InUse -= size;
            if (size <= LargestKept && _kept + size <= 2 * LargestKept)
            {
                _kept += size;
                Free[sizeClass].Push((nint)block);
                return;
            }
        }

        NativeMemory.AlignedFree(block);
    }

    private static bool TryTake(int sizeClass, long size, out void* block)
    {
        lock (Gate)
        {
            if (Free[sizeClass].TryPop(out var address))
            {
                _kept -= size;
                InUse += size;
                _takenSinceCollection += size;
                block = (void*)address;
                return true;
            }
        }

        block = null;
        return false;
    }

    private static void Collect(int generation = 0)
    {
        // Young tensors that survived one collection sit in generation 1; every eighth time they are looked at too.
        if (generation == 0 && ++_collections % 8 == 0)
        {
            generation = 1;
        }

        RunFinalizers(generation);
        if (generation == GC.MaxGeneration || InUse > (2 * _liveAfterFullCollection) + Budget)
        {
            // Twice as much as was alive: perhaps old tensors have died, which only a full collection sees.
            RunFinalizers(GC.MaxGeneration);
            _liveAfterFullCollection = InUse;
        }

        _live = InUse;
        Interlocked.Exchange(ref _takenSinceCollection, 0);
    }

    private static void RunFinalizers(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }

    private static void Trim()
    {
        lock (Gate)
        {
            foreach (var stack in Free)
            {
                while (stack.TryPop(out var address))
                {
                    NativeMemory.AlignedFree((void*)address);
                }
            }

            _kept = 0;
        }
    }

    /// <summary>The class whose blocks hold the bytes: 64, 96, 128, 192, 256 …</summary>
    private static int ClassOf(long byteLength, out long size)
    {
        var log = Math.Max(SmallestClass, BitOperations.Log2((ulong)Math.Max(1, byteLength - 1)) + 1);
        var whole = 1L << log;
        var midpoint = whole - (whole >> 2);
        var fitsMidpoint = byteLength <= midpoint && log > SmallestClass;
        size = fitsMidpoint ? midpoint : whole;
        return (2 * (log - SmallestClass)) + (fitsMidpoint ? 0 : 1);
    }
}
