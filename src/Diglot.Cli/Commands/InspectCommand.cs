using System.CommandLine;
using System.Text.Json;
using Diglot.Cli.Inspection;
using Diglot.Cli.Output;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot inspect FILE</c>: what a file of either framework holds.</summary>
internal sealed class InspectCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot inspect lenet5.keras                      layers, weights, training setup",
        "diglot inspect lenet5.pt --weights               also the spread of each weight's values",
        "diglot inspect model.onnx                        inputs, outputs, operations, weights",
        "diglot inspect model.safetensors --json          one line of JSON",
    ];

    private readonly Argument<string> file = new("file") { Description = "A model or weights: .keras, .h5, .weights.h5, .json, .pt, .pth, .pt2, .bin, .safetensors, .onnx, .npz, .npy." };
    private readonly Option<bool> weights = new("--weights") { Description = "Read the values too: least, greatest, mean, standard deviation, share of zeros." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object in place of the tables." };

    public InspectCommand()
        : base("inspect", "Show what a file holds: format, layers, weights, training setup; and check it against the test vectors beside it, if there are any.")
    {
        Add(file);
        Add(weights);
        Add(json);
        SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(weights), parsed.GetValue(json), Console.Out));
    }

    private static int Run(string path, bool withStatistics, bool asJson, TextWriter output)
    {
        using var progress = new Progress(withStatistics ? "reading the values" : "reading the file");
        var found = FileInspection.Of(path, withStatistics);
        progress.Dispose();
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(found, InspectionJson.Default.FileInspection));
        }
        else
        {
            InspectionReport.Write(found, withStatistics, output);
        }

        return ExitCode.Success;
    }
}
