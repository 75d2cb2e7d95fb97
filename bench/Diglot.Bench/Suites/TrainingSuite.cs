using Diglot.Bench.Networks;
using Diglot.Bench.Running;
using Diglot.Tensors.Threading;

namespace Diglot.Bench.Suites;

/// <summary>LeNet-5 training: seconds an epoch of 938 batches of 64, extrapolated from the steps of each round.</summary>
internal static class TrainingSuite
{
    private const int StepsAnEpoch = 938;

    public static IEnumerable<Measurement> Run(BenchOptions options, Yardstick? yardstick)
    {
        var networks = Pair.Load();
        var runs = (from threads in new[] { 1, 2 } from network in networks select (network, threads, rounds: new List<double>())).ToArray();
        foreach (var (network, threads, _) in runs)
        {
            Workers.Count = threads;
            Timing.WarmUp(() => network.Train(50), seconds: 1);
        }

        var reference = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            if (yardstick is not null)
            {
                reference.Add(yardstick.Seconds("train", Math.Max(options.Steps / 2, 1)) * StepsAnEpoch);
            }

            foreach (var (network, threads, rounds) in runs)
            {
                Workers.Count = threads;
                rounds.Add(Timing.Seconds(() => network.Train(options.Steps)) / options.Steps * StepsAnEpoch);
            }
        }

        return runs.Select(run => Measurement.OfTimes($"lenet train {run.network.Face}", run.threads, run.rounds, "s/epoch", reference));
    }
}
