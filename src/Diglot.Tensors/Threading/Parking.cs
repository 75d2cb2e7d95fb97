using System.Diagnostics;

namespace Diglot.Tensors.Threading;

/// <summary>
/// A place where one thread waits for one signal at a time: it spins for a short while, then sleeps.
/// Each <see cref="Wake"/> is matched by one <see cref="Await"/>; a signal that comes first is kept.
/// </summary>
sealed class Parking
{
    const int Empty = 0, Signalled = 1, Asleep = 2;

    // Long enough to bridge the gap between two loops of a training step, short beside a time slice of the scheduler.
    const double SpinSeconds = 50e-6;

    static readonly long spinTicks = Environment.ProcessorCount > 1 ? (long)(Stopwatch.Frequency * SpinSeconds) : 0;

    readonly SemaphoreSlim sleep = new(0);
    int state;

    internal void Wake()
    {
        if (Interlocked.Exchange(ref state, Signalled) == Asleep)
            sleep.Release();
    }

    internal void Await()
    {
        if (!Spin() && Interlocked.CompareExchange(ref state, Asleep, Empty) == Empty)
            sleep.Wait();
        Volatile.Write(ref state, Empty);
    }

    bool Spin()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int i = 0; i < 16; i++)
            {
                if (Volatile.Read(ref state) == Signalled)
                    return true;
                Thread.SpinWait(4);
            }
        }
        while (Stopwatch.GetTimestamp() - start < spinTicks);
        return false;
    }
}
