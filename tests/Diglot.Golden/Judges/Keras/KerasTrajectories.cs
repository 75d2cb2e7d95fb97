using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Models;
using Diglot.Keras.Optimizers;
using Diglot.Tensors;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>trajectories</c>, Keras: training runs through <c>fit</c> from stored initial weights, in float32 and, where recorded, float64.</summary>
public static class KerasTrajectories
{
    private static readonly string[] Options = ["batch_size", "epochs", "validation_split", "validation_freq", "shuffle", "verbose", "class_weight", "steps_per_epoch", "initial_epoch"];

    /// <summary>Tries one run.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        var json = golden.Json;
        WholeModel.RequireLayers(Diglot.Formats.KerasArchive.KerasArchiveReader.Read(Diglot.Formats.ByteSource.Open(golden.PathOf("initial.keras"))).Config);
        var settings = Settings(json.GetProperty("compile"));
        if (CompileSettings.Unknown(settings) is { } missing)
        {
            throw new UnclaimedException(missing);
        }

        if (json.TryGetProperty("fit", out var fit) && fit.EnumerateObject().FirstOrDefault(static option => !Options.Contains(option.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new UnclaimedException($"trajectories with fit({unknown.Name}=…)");
        }

        var narrow = keras.saving.load_model(golden.PathOf("initial.keras"));
        Compile(narrow, settings);
        if (json.TryGetProperty("calls", out var calls))
        {
            KerasBatches.Judge(golden, comparison, narrow, calls);
            return;
        }

        var initial = narrow.get_weights();
        var drift = json.TryGetProperty("float32_drift", out var gaps) ? gaps : default;
        double Gap(string name) => drift.ValueKind == JsonValueKind.Object ? 4 * drift.GetProperty(name).GetDouble() : 5e-5;
        new KerasRun(golden, comparison, narrow, json, Math.Max(2e-5, Gap("largest_loss_gap")), Math.Max(2e-5, Gap("largest_weight_gap"))).Judge();
        if (json.TryGetProperty("float64", out var recorded))
        {
            var wide = keras.models.model_from_json(narrow.to_json().Replace("\"float32\"", "\"float64\"", StringComparison.Ordinal));
            wide.set_weights([.. initial.Select(weight => weight.To(DType.Float64))]);
            Compile(wide, settings);
            new KerasRun(golden, comparison, wide, recorded, 0, 1e-7).Judge();
        }

        if (json.TryGetProperty("resume", out var resume))
        {
            var middle = keras.saving.load_model(golden.PathOf(resume.GetProperty("file").GetString()!));
            new KerasRun(golden, comparison, middle, json, 2e-5, 5e-5).Resume(resume);
        }
    }

    private static void Compile(Model model, JsonObject settings) => model.compile(
        Optimizer.FromConfig(settings["optimizer"]!.DeepClone()),
        LossChoice.FromConfig(settings["loss"]!),
        settings["loss_weights"] is JsonObject weights ? (Nest<double>)weights.ToDictionary(static weight => weight.Key, static weight => weight.Value!.GetValue<double>())
            : settings["loss_weights"] is JsonArray list ? (Nest<double>)list.Select(static weight => weight!.GetValue<double>()).ToArray() : null,
        settings["metrics"] is { } metrics ? MetricChoice.FromConfig(metrics) : null,
        settings["weighted_metrics"] is { } weighted ? MetricChoice.FromConfig(weighted) : null);

    /// <summary>compile's arguments as files have them; the case has an object as a pair of class and arguments.</summary>
    private static JsonObject Settings(JsonElement compile)
    {
        var settings = new JsonObject();
        foreach (var argument in compile.EnumerateObject())
        {
            settings[argument.Name] = argument.Name is "optimizer" or "loss" ? Object(argument.Value) : JsonNode.Parse(argument.Value.GetRawText());
        }

        return settings;
    }

    private static JsonNode? Object(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 2 && value[1].ValueKind == JsonValueKind.Object => new JsonObject { ["class_name"] = value[0].GetString(), ["config"] = Object(value[1]) },
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Object)]),
        JsonValueKind.Object when value.TryGetProperty("schedule", out var schedule) => new JsonObject
        {
            ["class_name"] = schedule.GetString(),
            ["config"] = new JsonObject(value.EnumerateObject().Where(static entry => entry.Name != "schedule").Select(static entry => KeyValuePair.Create(entry.Name, JsonNode.Parse(entry.Value.GetRawText())))),
        },
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(static entry => KeyValuePair.Create(entry.Name, Object(entry.Value)))),
        _ => JsonNode.Parse(value.GetRawText()),
    };
}
