using System.Globalization;
using System.Text.Json.Nodes;
using Diglot.Cli.Inspection;
using Diglot.Conversion;
using Diglot.Conversion.Verification;

namespace Diglot.Cli.Conversion;

/// <summary>Prints what was converted and what running both sides showed.</summary>
internal sealed class ConversionReport(bool json, TextWriter output)
{
    public void Write(string source, string target, ConversionResult result, VerificationReport? proof)
    {
        if (json)
        {
            output.WriteLine(Json(source, target, result, proof).ToJsonString());
            return;
        }

        foreach (var file in result.Files)
        {
            output.WriteLine($"{source} -> {file}");
        }

        if (result.Source is { } graph)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.TrainableParameters:N0} trainable and {graph.OtherParameters:N0} other parameters"));
        }

        foreach (var note in result.Notes)
        {
            output.WriteLine($"  note: {note}");
        }

        if (proof is null)
        {
            output.WriteLine("Not verified.");
            return;
        }

        output.WriteLine($"Both sides on the same inputs, batches of {string.Join(" and ", proof.BatchSizes)}:");
        TextTable.Write(output, ["Layer", "Max abs. difference", "Max rel. difference"], [.. proof.Layers.Concat(proof.Outputs).Select(static entry => new[] { entry.Name, Number(entry.MaximumAbsolute), Number(entry.MaximumRelative) })]);
        output.WriteLine(proof.IsEqual ? $"Equal: no output differs by more than {Number(proof.Tolerance)} of its largest value."
            : $"DIFFERENT: an output differs by more than {Number(proof.Tolerance)} of its largest value.{(proof.FirstDiverging is { } first ? $" The first layer that diverges is '{first.Name}'." : "")}");
    }

    private static string Number(double value) => value.ToString("0.0e-00", CultureInfo.InvariantCulture);

    private static JsonObject Json(string source, string target, ConversionResult result, VerificationReport? proof) => new()
    {
        ["source"] = source,
        ["target"] = target,
        ["files"] = new JsonArray([.. result.Files.Select(static file => JsonValue.Create(file))]),
        ["trainable_parameters"] = result.Source?.TrainableParameters,
        ["other_parameters"] = result.Source?.OtherParameters,
        ["notes"] = new JsonArray([.. result.Notes.Select(static note => JsonValue.Create(note.ToString()))]),
        ["equal"] = proof?.IsEqual,
        ["tolerance"] = proof?.Tolerance,
        ["first_diverging"] = proof?.FirstDiverging?.Name,
        ["layers"] = proof is null ? null : new JsonArray([.. proof.Layers.Select(Difference)]),
        ["outputs"] = proof is null ? null : new JsonArray([.. proof.Outputs.Select(Difference)]),
    };

    // JSON has no infinity: a value that cannot be compared is null.
    private static JsonNode Difference(ValueDifference entry) => new JsonObject
    {
        ["name"] = entry.Name,
        ["max_abs"] = double.IsFinite(entry.MaximumAbsolute) ? entry.MaximumAbsolute : null,
        ["max_rel"] = double.IsFinite(entry.MaximumRelative) ? entry.MaximumRelative : null,
    };
}
