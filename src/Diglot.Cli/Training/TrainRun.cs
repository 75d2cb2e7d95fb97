using Diglot.Cli.Output;
using Diglot.Data.Mnist;
using Diglot.Tensors.Threading;

namespace Diglot.Cli.Training;

/// <summary>Runs <c>diglot train</c>: checks everything that can be wrong first, then trains each dialect, then tells the result.</summary>
internal static class TrainRun
{
    private static readonly IStyleTrainer[] Trainers = [new KerasTrainer(), new TorchTrainer()];

    public static int Run(TrainRequest request)
    {
        using var interrupt = new Interrupt();

        // Read here to tell damaged files at once. The faces look for their data where Python's would; they all follow this variable.
        var data = MnistDataset.Load(request.Data);
        Environment.SetEnvironmentVariable(MnistFolder.Variable, data.Folder);
        var folder = OutputFolder.Open(request.Out);
        Workers.Count = request.Threads;

        if (Trainers.Length == 0)
        {
            throw new NotSupportedException("This build has neither dialect.");
        }

        var results = new List<StyleResult>();
        foreach (var trainer in Trainers.Where(trainer => request.Style == "both" || request.Style == trainer.Style))
        {
            results.Add(trainer.Train(request, folder, interrupt.Token));
            if (interrupt.Token.IsCancellationRequested)
            {
                break;
            }
        }

        var interrupted = interrupt.Token.IsCancellationRequested;
        var conversions = request.Style == "both" && !interrupted ? TrainConversions.Run(results, folder, data.Test.Labels) : [];
        TrainReport.Write(request, results, conversions, Console.Out);
        if (request.Json)
        {
            Console.Out.WriteLine(TrainRecord.From(request, results, conversions, interrupted).ToJson());
        }

        return interrupted ? ExitCode.Interrupted : conversions.All(static conversion => conversion.Equal) ? ExitCode.Success : ExitCode.Different;
    }
}
