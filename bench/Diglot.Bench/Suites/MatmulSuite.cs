using Diglot.Bench.Running;
using Diglot.Tensors.Threading;
using static Diglot.Torch.Api;

namespace Diglot.Bench.Suites;

/// <summary>Products of square float32 matrices on one thread, against the peak that the same core reached in the same round.</summary>
internal static class MatmulSuite
{
    public static IEnumerable<Measurement> Run(BenchOptions options)
    {
        Workers.Count = 1;
        var peaks = new List<double>();
        var runs = new[] { 512, 1024, 2048 }.Select(size => (size, a: torch.rand(size, size), b: torch.rand(size, size), rounds: new List<double>())).ToArray();
        Timing.WarmUp(() => MultiplyAddPeak.Measure(), seconds: 0.5);
        Timing.WarmUp(() => torch.matmul(runs[0].a, runs[0].b), seconds: 1);
        for (var round = 0; round < options.Rounds; round++)
        {
            peaks.Add(MultiplyAddPeak.Measure());
            foreach (var (size, a, b, rounds) in runs)
            {
                var repeats = Math.Max(1, (1 << 28) / (size * size * (size / 8)));
                var seconds = Timing.Seconds(() =>
                {
                    for (var i = 0; i < repeats; i++)
                    {
                        torch.matmul(a, b);
                    }
                });
                rounds.Add(2.0 * size * size * size * repeats / seconds / 1e9);
            }
        }

        // The best round: a peak disturbed by other programs is none.
        var peak = peaks.Max();
        yield return new("fma peak", 1, Measurement.MedianOf(peaks), peak, "GFLOP/s", null, null);
        foreach (var run in runs)
        {
            yield return Measurement.OfSpeeds($"matmul {run.size}", 1, run.rounds, "GFLOP/s", peak);
        }
    }
}
