using System.CommandLine;
using System.Text.Json.Nodes;
using Diglot.Cli.Errors;
using Diglot.Conversion.Layers;

namespace Diglot.Cli.Commands;

/// <summary><c>diglot differences [LAYER]</c>: where the two frameworks differ, layer by layer.</summary>
internal sealed class DifferencesCommand : Command
{
    public static readonly string[] Examples =
    [
        "diglot differences           every layer that can be converted",
        "diglot differences Dense     one layer, by its name in either framework",
        "diglot differences --json    one line of JSON",
    ];

    private readonly Argument<string?> layer = new("layer") { Description = "A layer by its Keras or PyTorch name: Dense, Linear, Conv2D …", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON array in place of the text." };

    public DifferencesCommand()
        : base("differences", "Show what differs between Keras and PyTorch, for one layer or for all.")
    {
        Add(layer);
        Add(json);
        SetAction(parsed => Run(parsed.GetValue(layer), parsed.GetValue(json), Console.Out));
    }

    private static int Run(string? name, bool asJson, TextWriter output)
    {
        var found = LayerCatalogue.All.Where(kind => name is null || Names(kind).Contains(name, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 0)
        {
            throw new UsageException($"No layer '{name}' is known in either framework.{Suggestion.For(name!, LayerCatalogue.All.SelectMany(Names))} 'diglot differences' lists all.");
        }

        if (asJson)
        {
            output.WriteLine(new JsonArray([.. found.Select(Json)]).ToJsonString());
            return ExitCode.Success;
        }

        foreach (var kind in found)
        {
            output.WriteLine($"Keras {Listed(kind.KerasNames)} | PyTorch {Listed(kind.TorchNames)}");
            foreach (var difference in kind.Differences)
            {
                output.WriteLine($"  - {difference}");
            }
        }

        return ExitCode.Success;
    }

    private static IEnumerable<string> Names(LayerConversion kind) => kind.KerasNames.Concat(kind.TorchNames);

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "(none)" : string.Join(", ", names);

    private static JsonNode Json(LayerConversion kind) => new JsonObject
    {
        ["keras"] = new JsonArray([.. kind.KerasNames.Select(static name => JsonValue.Create(name))]),
        ["torch"] = new JsonArray([.. kind.TorchNames.Select(static name => JsonValue.Create(name))]),
        ["differences"] = new JsonArray([.. kind.Differences.Select(static text => JsonValue.Create(text))]),
    };
}
