using Diglot.Bench.Networks;
using Diglot.Bench.Running;
using Diglot.Tensors.Threading;

namespace Diglot.Bench.Suites;

/// <summary>Managed memory that a training step allocates in the steady state.</summary>
internal static class AllocationSuite
{
    public static IEnumerable<Measurement> Run(BenchOptions options)
    {
        Workers.Count = 1;
        foreach (var network in Pair.Load())
        {
            network.Train(100);
            var rounds = new List<double>();
            for (var round = 0; round < options.Rounds; round++)
            {
                // The difference of two runs leaves out what starting a run costs, such as the order of the samples.
                var few = Bytes(() => network.Train(50));
                rounds.Add((double)(Bytes(() => network.Train(150)) - few) / 100);
            }

            yield return Measurement.OfTimes($"lenet allocation {network.Face}", 1, rounds, "bytes/step", null);
        }
    }

    private static long Bytes(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
