namespace Diglot.TestKit;

/// <summary>How much more memory a program holds after many steps than after a few: bytes.</summary>
/// <param name="Managed">Live objects.</param>
/// <param name="InUse">Native memory that live arrays hold.</param>
/// <param name="Held">Native memory taken from the system, at its highest.</param>
/// <param name="WorkingSet">The process as the system sees it, at its highest.</param>
public sealed record MemoryGrowth(long Managed, long InUse, long Held, long WorkingSet)
{
    /// <summary>Measures it. Nothing else may run beside.</summary>
    /// <param name="steps">Runs so many steps.</param>
    /// <param name="warmUp">Steps before the first measure, until pools and caches are full.</param>
    /// <param name="count">Steps after it.</param>
    /// <param name="inUse">Native memory that live arrays hold.</param>
    /// <param name="held">Native memory taken from the system.</param>
    public static MemoryGrowth Of(Action<int> steps, int warmUp, int count, Func<long> inUse, Func<long> held)
    {
        const int Looks = 10;
        steps(warmUp);
        var (managed, used) = Settled(inUse);
        var (before, system) = (held(), Environment.WorkingSet);
        long highest = 0, largest = 0;
        for (var look = 0; look < Looks; look++)
        {
            steps(count / Looks);
            highest = Math.Max(highest, held() - before);
            largest = Math.Max(largest, Environment.WorkingSet - system);
        }

        var (managedAfter, usedAfter) = Settled(inUse);
        return new(managedAfter - managed, usedAfter - used, highest, largest);
    }

    private static (long Managed, long InUse) Settled(Func<long> inUse)
    {
        // Finalizers free what a second collection then finds gone.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return (GC.GetTotalMemory(forceFullCollection: true), inUse());
    }
}
