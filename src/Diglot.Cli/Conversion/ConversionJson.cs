using System.Text.Json.Nodes;
using Diglot.Conversion;
using Diglot.Conversion.Verification;

namespace Diglot.Cli.Conversion;

/// <summary>A conversion and its proof as one JSON object.</summary>
internal static class ConversionJson
{
    public static JsonObject Of(string source, string target, ConversionResult result, VerificationReport? proof, string? page) => new()
    {
        ["source"] = source,
        ["target"] = target,
        ["files"] = new JsonArray([.. result.Files.Select(static file => JsonValue.Create(file))]),
        ["trainable_parameters"] = result.Source?.TrainableParameters,
        ["other_parameters"] = result.Source?.OtherParameters,
        ["notes"] = new JsonArray([.. result.Notes.Select(static note => JsonValue.Create(note.ToString()))]),
        ["inputs"] = proof is null ? null : new JsonArray([.. proof.Inputs.Select(static input => JsonValue.Create(input))]),
        ["equal"] = proof?.IsEqual,
        ["tolerance"] = proof?.Tolerance,
        ["agreement"] = proof?.Agreement,
        ["first_diverging"] = proof?.FirstDiverging?.Name,
        ["layers"] = Differences(proof?.Layers),
        ["outputs"] = Differences(proof?.Outputs),
        ["gradients"] = Differences(proof?.Training?.Gradients),
        ["losses"] = proof?.Training is { } training ? new JsonArray([.. training.Losses.Select(static loss => (JsonNode)new JsonObject { ["name"] = loss.Name, ["source"] = Finite(loss.Source), ["target"] = Finite(loss.Target), ["rel"] = Finite(loss.Difference.MaximumRelative) })]) : null,
        ["after_step"] = Differences(proof?.Training?.AfterStep),
        ["training_notes"] = proof?.Training is { Notes: var said } ? new JsonArray([.. said.Select(static note => JsonValue.Create(note))]) : null,
        ["changed"] = proof is null ? null : new JsonArray([.. proof.Changed.Select(static name => JsonValue.Create(name))]),
        ["report"] = page,
    };

    private static JsonArray? Differences(IReadOnlyList<ValueDifference>? entries) => entries is null ? null : new([.. entries.Select(Difference)]);

    // JSON has no infinity: a value that cannot be compared is null.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static JsonNode Difference(ValueDifference entry) => new JsonObject
    {
        ["name"] = entry.Name,
        ["max_abs"] = Finite(entry.MaximumAbsolute),
        ["max_rel"] = Finite(entry.MaximumRelative),
    };
}
