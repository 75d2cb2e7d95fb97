using System.CommandLine;
using Diglot.Cli.Conversion;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot verify A B</c>: a Keras model and another file of the same network, run on the same inputs.</summary>
internal sealed class VerifyCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot verify lenet5.keras lenet5.pt                         layer by layer; exit code 0 where they are equal",
        "diglot verify lenet5.keras lenet5.pt --mnist --deep          on real images too, gradients and a training step",
        "diglot verify lenet5.keras lenet5.pt --input x.npz --json    on your own inputs; one line of JSON",
        "diglot verify before.keras after.keras                       two Keras models, or a model and .weights.h5",
        "diglot verify net.pt2 net.keras                              an exported PyTorch program beside the Keras model",
        "diglot verify lenet5.onnx lenet5.keras                       an ONNX graph beside the Keras model",
        "diglot verify lenet5.pt                                      on the test vectors that convert stored beside it",
    ];

    private readonly Argument<string> first = new("model") { Description = "A .keras or whole-model .h5 file; or, alone, any converted file that has its test vectors beside it." };
    private readonly Argument<string?> second = new("weights") { Description = "A file of the same network: PyTorch weights (.pt, .pth, .bin, .safetensors, .npz), an exported program (.pt2), an ONNX graph (.onnx), another Keras model, or .weights.h5.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> input = InputOption.Make(takesShapes: false);
    private readonly ProofOptions proof = new();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object in place of the tables." };

    public VerifyCommand()
        : base("verify", "Run a Keras model and another file of the same network on the same inputs and compare every layer. Exit code 0: equal, 1: different, 2: unusable input, 3: refused.")
    {
        Add(first);
        Add(second);
        foreach (var option in (Option[])[input, .. proof.All, json])
        {
            Add(option);
        }

        SetAction(parsed => VerificationRun.Verify(
            parsed.GetRequiredValue(first),
            parsed.GetValue(second),
            proof.Read(parsed) with { Data = InputOption.Data(parsed.GetValue(input)) },
            new(parsed.GetValue(json), Console.Out)));
    }
}
