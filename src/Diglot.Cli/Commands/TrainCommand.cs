using System.CommandLine;
using Diglot.Cli.Errors;
using Diglot.Cli.Training;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot train lenet5</c>: the tutorial network on MNIST, in either dialect or both.</summary>
internal sealed class TrainCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot train lenet5                              both dialects, 10 epochs, into ./lenet5",
        "diglot train lenet5 --style torch --epochs 1     a quick look at the PyTorch way",
        "diglot train lenet5 --style keras --seed 0       another start; see what the seed does",
        "diglot train lenet5 --json | tail -n 1           the result as one line of JSON",
    ];

    private static readonly string[] Networks = ["lenet5"];

    private readonly Argument<string> network = new("network")
    {
        Description = "The network: lenet5.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var name = result.Tokens[0].Value;
            if (!Networks.Contains(name))
            {
                result.AddError($"Unknown network '{name}'. Expected {OptionKinds.Listed(Networks)}.{Suggestion.For(name, Networks)}");
            }

            return name;
        },
    };

    private readonly Option<string> style = OptionKinds.Word("--style", "The dialect to train in.", "both", "keras", "torch", "both");
    private readonly Option<long> epochs = OptionKinds.Whole("--epochs", "Passes over the training data.", 1, 1_000_000, 10);
    private readonly Option<long> batchSize = OptionKinds.Whole("--batch-size", "Pictures a step.", 1, 60_000, 64);
    private readonly Option<long> seed = OptionKinds.Whole("--seed",
        "Start of the random numbers, the same as in the Python frameworks. The Keras network learns from 2, slowly from 0, and not at all from 1.", 0, uint.MaxValue, 2);
    private readonly Option<long> threads = OptionKinds.Whole("--threads", "Threads to compute with; the results do not depend on them.", 1, 1024, Environment.ProcessorCount);
    private readonly Option<string> device = OptionKinds.Word("--device", "Where to compute.", "cpu", "cpu");
    private readonly Option<string?> data = OptionKinds.Folder("--data", "Folder of the four MNIST files. [default: DIGLOT_MNIST, or data/mnist here or above]");
    private readonly Option<string?> output = OptionKinds.Folder("--out", "Folder for models and curves. [default: lenet5]");
    private readonly Option<bool> json = new("--json") { Description = "Print the result as one JSON object in the last line." };

    public TrainCommand()
        : base("train", "Train the tutorial network on MNIST: progress, summary, accuracy, curves, saved model.")
    {
        Add(network);
        foreach (var option in new Option[] { style, epochs, batchSize, seed, threads, device, data, output, json })
        {
            Add(option);
        }

        // In its own method, so that reading a command line loads nothing of the engine.
        SetAction(parsed => TrainRun.Run(Request(parsed)));
    }

    private TrainRequest Request(ParseResult parsed) => new()
    {
        Network = parsed.GetRequiredValue(network),
        Style = parsed.GetRequiredValue(style),
        Epochs = (int)parsed.GetRequiredValue(epochs),
        BatchSize = (int)parsed.GetRequiredValue(batchSize),
        Seed = parsed.GetRequiredValue(seed),
        Threads = (int)parsed.GetRequiredValue(threads),
        Device = parsed.GetRequiredValue(device),
        Data = parsed.GetValue(data),
        Out = parsed.GetValue(output) ?? parsed.GetRequiredValue(network),
        Json = parsed.GetValue(json),
    };
}
