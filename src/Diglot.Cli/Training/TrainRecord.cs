using System.Text.Json;

namespace Diglot.Cli.Training;

/// <summary>The result of <c>diglot train --json</c>. Numbers that belong to one dialect stand under its name, <c>keras</c> or <c>torch</c>.</summary>
internal sealed record TrainRecord
{
    public required string Command { get; init; }

    public required string Model { get; init; }

    public required string Style { get; init; }

    public required long Seed { get; init; }

    public required int Threads { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required string Device { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>Mean seconds an epoch, evaluation not counted.</summary>
    public required IReadOnlyDictionary<string, double> SecondsPerEpoch { get; init; }

    /// <summary>Mean training loss of each epoch.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Losses { get; init; }

    /// <summary>Accuracy after each epoch, on the validation part (keras) or the test pictures (torch).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Accuracies { get; init; }

    /// <summary>Accuracy of the trained network on the test pictures; null when stopped.</summary>
    public required IReadOnlyDictionary<string, double?> TestAccuracy { get; init; }

    /// <summary>Each trained network as the other framework's file; empty unless both dialects were trained.</summary>
    public required IReadOnlyList<TrainConversion> Conversions { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public static TrainRecord From(TrainRequest request, IReadOnlyCollection<StyleResult> results, IReadOnlyList<TrainConversion> conversions, bool interrupted) => new()
    {
        Command = "train",
        Model = request.Network,
        Style = request.Style,
        Seed = request.Seed,
        Threads = request.Threads,
        Epochs = request.Epochs,
        BatchSize = request.BatchSize,
        Device = request.Device,
        Interrupted = interrupted,
        SecondsPerEpoch = results.Where(result => result.Seconds.Count > 0).ToDictionary(result => result.Style, result => result.Seconds.Average()),
        Losses = results.ToDictionary(result => result.Style, result => result.Losses),
        Accuracies = results.ToDictionary(result => result.Style, result => result.Accuracies),
        TestAccuracy = results.ToDictionary(result => result.Style, result => result.TestAccuracy),
        Conversions = conversions,
        Files = [.. results.SelectMany(result => result.Files), .. conversions.SelectMany(conversion => conversion.Files)],
    };

    /// <summary>One line. A loss that is not a number is written as <c>"NaN"</c>, which JSON itself cannot say.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainRecordJson.Default.TrainRecord);
}
