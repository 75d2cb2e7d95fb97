using Diglot.Bench.Networks;
using Diglot.Bench.Running;
using Diglot.Tensors.Threading;

namespace Diglot.Bench.Suites;

/// <summary>LeNet-5 inference on one thread: microseconds a call at batch 1, an image at batch 256.</summary>
internal static class InferenceSuite
{
    public static IEnumerable<Measurement> Run(BenchOptions options, Yardstick? yardstick)
    {
        Workers.Count = 1;
        var networks = Pair.Load();
        foreach (var network in networks)
        {
            network.Train(1);
        }

        foreach (var (batch, calls, unit) in new[] { (1, 2000, "us/call"), (256, 50, "us/image") })
        {
            var runs = networks.SelectMany(network => network.Inference(batch).Select(entry => (network.Face, entry.Way, entry.Call, Rounds: new List<double>()))).ToArray();
            foreach (var run in runs)
            {
                Timing.WarmUp(run.Call, seconds: 1);
            }

            var reference = new List<double>();
            for (var round = 0; round < options.Rounds; round++)
            {
                if (yardstick is not null)
                {
                    reference.Add(yardstick.Seconds($"infer {batch}", Math.Max(calls / 4, 1)) * 1e6 / batch);
                }

                foreach (var run in runs)
                {
                    rounds(run.Rounds, run.Call, calls, batch);
                }
            }

            foreach (var run in runs)
            {
                yield return Measurement.OfTimes($"lenet infer {run.Face} batch {batch}", 1, run.Rounds, unit, reference);
            }
        }

        static void rounds(List<double> into, Action call, int calls, int batch) => into.Add(Timing.Seconds(() =>
        {
            for (var i = 0; i < calls; i++)
            {
                call();
            }
        }) * 1e6 / calls / batch);
    }
}
