using System.CommandLine;
using Diglot.Cli.Conversion;
using Diglot.Conversion;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot convert SOURCE TARGET</c>: a model file into the other framework's, proven equal.</summary>
internal sealed class ConvertCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot convert lenet5.keras lenet5.pt                   a state_dict with the same layer names",
        "diglot convert lenet5.keras lenet5.pt --source          also model.py and model.cs, the network as source",
        "diglot convert lenet5.h5 lenet5.pt --whole-module       the whole nn.Sequential",
        "diglot convert lenet5.pt lenet5.keras --input 1,28,28   a saved nn.Sequential into Keras",
        "diglot convert net.pt2 net.keras                        a network of your own class, saved by torch.export.save",
        "diglot convert lenet5.onnx lenet5.keras --source        an ONNX graph into Keras, and as programs",
        "diglot convert weights.pt out.keras --like model.keras  a bare state_dict, as weights of the network in model.keras",
        "diglot convert lenet5.keras lenet5.pt --mnist --deep    proven on the 10,000 test images too, and in training",
        "diglot convert lenet5.keras lenet5.safetensors --json   the proof as one line of JSON",
    ];

    private readonly Argument<string> source = new("source") { Description = "A .keras, whole-model .h5, .pt, .pth, .pt2, .bin, .safetensors, .onnx or .npz file. Test vectors beside it are checked." };
    private readonly Argument<string> target = new("target") { Description = "The file to write; its ending says the format: .pt, .pth, .bin, .safetensors, .npz, .keras, .h5, .hdf5, .weights.h5. Test vectors are stored beside it." };
    private readonly Option<string[]> input = InputOption.Make(takesShapes: true);
    private readonly Option<string?> like = new("--like") { Description = "A model file of either framework, the network that a bare state_dict belongs to; the weights come from the source. Names and shapes must fit.", HelpName = "MODEL" };
    private readonly Option<bool> wholeModule = new("--whole-module") { Description = "Store the whole nn.Sequential in a .pt file, not its state_dict alone." };
    private readonly Option<bool> logits = new("--logits") { Description = "Leave out a softmax or sigmoid at the end, so that the PyTorch network gives logits, as nn.CrossEntropyLoss wants them." };
    private readonly Option<bool> checkpoint = new("--checkpoint") { Description = "Store {'model': …, 'optimizer': …} in a .pt file, so that training goes on where it stopped." };
    private readonly ProofOptions proof = new();
    private readonly Option<bool> sourceText = new("--source") { Description = "Also write the network as programs beside the target: model.py for its framework, model.cs for dotnet run." };
    private readonly Option<bool> noVerify = new("--no-verify") { Description = "Do not run both sides afterwards, and store no test vectors." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object in place of the tables." };

    public ConvertCommand()
        : base("convert", "Convert a model file between Keras and PyTorch, and prove the two equal. Exit code 0: equal, 1: different, 2: unusable input, 3: refused.")
    {
        foreach (var argument in new[] { source, target })
        {
            Add(argument);
        }

        foreach (var option in (Option[])[input, like, wholeModule, sourceText, logits, checkpoint, .. proof.All, noVerify, json])
        {
            Add(option);
        }

        SetAction(parsed => ConversionRun.Convert(
            parsed.GetRequiredValue(source),
            parsed.GetRequiredValue(target),
            new ConversionOptions { WholeModule = parsed.GetValue(wholeModule), Source = parsed.GetValue(sourceText), Logits = parsed.GetValue(logits), Checkpoint = parsed.GetValue(checkpoint), InputShapes = InputOption.Shapes(parsed.GetValue(input)) },
            proof.Read(parsed) with { Verify = !parsed.GetValue(noVerify), Data = InputOption.Data(parsed.GetValue(input)) },
            new(parsed.GetValue(json), Console.Out),
            parsed.GetValue(like)));
    }
}
