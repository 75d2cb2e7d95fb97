using System.CommandLine;
using Diglot.Cli.Conversion;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot verify A B</c>: a Keras model and PyTorch weights run on the same inputs.</summary>
internal sealed class VerifyCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot verify lenet5.keras lenet5.pt          layer by layer; exit code 0 where they are equal",
        "diglot verify lenet5.keras lenet5.pt --json   one line of JSON",
    ];

    private readonly Argument<string> model = new("model") { Description = "A .keras or whole-model .h5 file." };
    private readonly Argument<string> weights = new("weights") { Description = "A .pt, .pth, .safetensors or .npz file with the weights of the same network in PyTorch." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object in place of the tables." };

    public VerifyCommand()
        : base("verify", "Run a Keras model and a PyTorch file on the same inputs and compare every layer. Exit code 0: equal, 1: different, 2: unusable input, 3: refused.")
    {
        Add(model);
        Add(weights);
        Add(json);
        SetAction(parsed => ConversionRun.Verify(parsed.GetRequiredValue(model), parsed.GetRequiredValue(weights), new(parsed.GetValue(json), Console.Out)));
    }
}
