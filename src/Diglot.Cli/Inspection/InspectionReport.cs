using System.Globalization;
using System.Text.Json.Nodes;

namespace Diglot.Cli.Inspection;

/// <summary>The lines of <c>diglot inspect</c>.</summary>
internal static class InspectionReport
{
    private static readonly string[] Columns = ["weight", "shape", "dtype", "elements"];
    private static readonly string[] StatisticsColumns = ["min", "max", "mean", "std", "zeros", "not finite"];

    // Where an optimizer or a loss stands in the settings of compile, in the order in which they are printed.
    private static readonly string[] TrainingKeys = ["optimizer", "optimizer_config", "loss", "loss_weights", "metrics", "weighted_metrics"];

    public static void Write(FileInspection file, bool withStatistics, TextWriter output)
    {
        output.WriteLine($"{file.File}: {file.Description}, {Number(file.Bytes)} bytes");
        foreach (var (name, value) in file.Facts)
        {
            output.WriteLine($"  {name}: {OneLine(value)}");
        }

        Values("Inputs", file.Inputs, output);
        Values("Outputs", file.Outputs, output);
        if (file.Operations is { Count: > 0 } operations)
        {
            Section(output, $"Operations: {operations.Values.Sum()}", 1);
            TextTable.Write(output, ["operation", "count"], [.. operations.Select(static operation => new[] { OneLine(operation.Key), Number(operation.Value) })]);
        }

        Section(output, $"Layers: {file.Layers.Count}", file.Layers.Count);
        Layers(file.Layers, output);

        Section(output, $"Weights: {file.Weights.Count}", file.Weights.Count);
        Arrays(file.Weights, withStatistics, output);
        Section(output, $"Optimizer state: {file.OptimizerState.Count}", file.OptimizerState.Count);
        Arrays(file.OptimizerState, withStatistics, output);

        if (file.Training is { } training && TrainingKeys.Any(key => training[key] is not null))
        {
            Section(output, "Training", 1);
            foreach (var key in TrainingKeys.Where(key => training[key] is not null))
            {
                output.WriteLine($"  {key}: {Setting(training[key]!)}");
            }
        }

        output.WriteLine();
        output.WriteLine($"Parameters: {Number(file.Parameters)}"
            + (file.TrainableParameters is { } trainable ? $" ({Number(trainable)} trainable, {Number(file.NonTrainableParameters!.Value)} non-trainable)" : "")
            + (file.Buffers > 0 ? $", buffers: {Number(file.Buffers)}" : "")
            + (file.OptimizerElements > 0 ? $", optimizer: {Number(file.OptimizerElements)}" : ""));
        if (file.TestVectors is { } check)
        {
            output.WriteLine($"Test vectors: {check.Text}");
        }
    }

    /// <summary>With commas between the thousands, as Keras's summary has them.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static void Values(string heading, IReadOnlyDictionary<string, string>? values, TextWriter output)
    {
        Section(output, $"{heading}: {values?.Count}", values?.Count ?? 0);
        foreach (var (name, type) in values ?? new Dictionary<string, string>())
        {
            output.WriteLine($"  {OneLine(name)}: {OneLine(type)}");
        }
    }

    private static void Layers(IReadOnlyList<LayerEntry> layers, TextWriter output)
    {
        string[] headings = ["layer", "class", "input shape"];
        var (isCounted, hasBuffers) = (layers.Any(static layer => layer.Parameters is not null), layers.Any(static layer => layer.Parameters is { Buffers: > 0 }));
        TextTable.Write(output, [.. headings, .. isCounted ? ["trainable", "non-trainable"] : Array.Empty<string>(), .. hasBuffers ? ["buffers"] : Array.Empty<string>()], [.. layers.Select(layer => new[]
        {
            layer.Path.Length == 0 ? "(model)" : layer.Path,
            layer.ClassName,
            layer.InputShape ?? "",
        }.Concat(layer.Parameters is not { } counts ? [] : hasBuffers ? [Number(counts.Trainable), Number(counts.NonTrainable), Number(counts.Buffers)] : [Number(counts.Trainable), Number(counts.NonTrainable)]).ToArray())]);
    }

    private static void Arrays(IReadOnlyList<WeightEntry> weights, bool withStatistics, TextWriter output)
        => TextTable.Write(output, withStatistics ? [.. Columns, .. StatisticsColumns] : Columns, [.. weights.Select(weight => Row(weight, withStatistics))]);

    private static string[] Row(WeightEntry weight, bool withStatistics)
    {
        string[] row = [weight.Name, WeightEntry.ShapeText(weight.Shape), weight.Dtype, Number(weight.Elements)];
        return !withStatistics ? row : weight.Statistics is not { } found ? [.. row, "", "", "", "", "", ""]
            : [.. row, Short(found.Min), Short(found.Max), Short(found.Mean), Short(found.Std), found.Zeros.ToString("P1", CultureInfo.InvariantCulture), Number(found.NotFinite)];
    }

    private static string Short(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static void Section(TextWriter output, string heading, int rows)
    {
        if (rows > 0)
        {
            output.WriteLine();
            output.WriteLine(heading);
        }
    }

    // {"class_name": "Adam", "config": {"learning_rate": 0.001}} reads Adam(learning_rate=0.001).
    private static string Setting(JsonNode node)
    {
        if (node is not JsonObject { } item || item["class_name"] is not { } name)
        {
            return OneLine(node is JsonValue ? node.ToString() : node.ToJsonString());
        }

        var arguments = (item["config"] as JsonObject)?.Where(static entry => entry.Value is not null && entry.Key != "name").Select(static entry => $"{entry.Key}={entry.Value!.ToJsonString()}") ?? [];
        return OneLine($"{name}({string.Join(", ", arguments)})");
    }

    // Files carry texts of any length, and control characters would reach the terminal.
    private static string OneLine(string text)
    {
        var clean = string.Concat(text.Select(static letter => char.IsControl(letter) ? ' ' : letter));
        return clean.Length <= 400 ? clean : clean[..400] + " …";
    }
}
