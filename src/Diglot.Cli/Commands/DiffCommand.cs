using System.CommandLine;
using System.Text.Json;
using Diglot.Cli.Inspection;
using Diglot.Cli.Output;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot diff A B</c>: layers and weights of two files side by side, matched by name.</summary>
internal sealed class DiffCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot diff before.keras after.keras             what training changed",
        "diglot diff model.pt model.safetensors --json    one line of JSON",
        "diglot diff a.h5 b.h5 && echo same               exit code: 0 equal, 1 different, 2 unusable",
    ];

    private readonly Argument<string> a = new("A") { Description = "A model or weights." };
    private readonly Argument<string> b = new("B") { Description = "The file to compare it with." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON object in place of the tables." };

    public DiffCommand()
        : base("diff", "Compare two files by the names of their layers and weights. Exit code: 0 equal, 1 different, 2 unusable.")
    {
        Add(a);
        Add(b);
        Add(json);
        SetAction(parsed => Run(parsed.GetRequiredValue(a), parsed.GetRequiredValue(b), parsed.GetValue(json), Console.Out));
    }

    private static int Run(string first, string second, bool asJson, TextWriter output)
    {
        using var progress = new Progress("comparing");
        var found = FileDifference.Between(first, second);
        progress.Dispose();
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(found, InspectionJson.Default.FileDifference));
        }
        else
        {
            DifferenceReport.Write(found, output);
        }

        return found.Equal ? ExitCode.Success : ExitCode.Different;
    }
}
