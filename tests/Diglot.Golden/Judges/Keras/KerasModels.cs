using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Conversions;
using Diglot.Golden.Running;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>keras-models</c>: whole models from every kind of file; outputs of all layers, gradients, summaries, and what compile left.</summary>
public sealed class KerasModels : IJudge
{
    private static readonly (char, char) Further = ('#', ':');

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["keras-models"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Text("expected") == "refuse")
        {
            Refused(golden, comparison);
            return;
        }

        if (!File.Exists(golden.PathOf("model.keras")))
        {
            throw new UnclaimedException("models of a class of one's own, weights alone");
        }

        var config = KerasArchiveReader.Read(ByteSource.Open(golden.PathOf("model.keras"))).Config;
        WholeModel.RequireLayers(config);
        if (config.ToJsonString().Contains("\"QuantizedDTypePolicy\"", StringComparison.Ordinal))
        {
            throw new UnclaimedException("int8 quantization");
        }

        var settings = config["compile_config"] is JsonObject { Count: > 0 } given ? given : null;
        var missing = Missing(golden, comparison, settings);
        var compiled = settings is not null && missing is null;
        var model = keras.saving.load_model(golden.PathOf("model.keras"), compile: compiled);
        Description(golden, comparison, model, exact: compiled || settings is null);
        WholeModel.Compare(golden, comparison, model, "model.keras", Further);
        WholeModel.Gradients(golden, comparison, model, model.weights.ToDictionary(static weight => weight, static weight => weight.path));
        if (compiled)
        {
            Same(comparison, "compile_config", JsonNode.Parse(golden.Json.GetProperty("compile_config").GetRawText()), model.get_compile_config());
            Optimizer(golden, comparison, model, "model.keras");
        }

        OtherFiles(golden, comparison, model, compiled);
        Converted(golden, comparison, model, config);
        if (missing is { Length: > 0 } && comparison.Problem is null)
        {
            throw new UnclaimedException(missing);
        }
    }

    private static void Refused(GoldenCase golden, Comparison comparison)
    {
        foreach (var file in new[] { "model.keras", "model.h5" }.Where(file => File.Exists(golden.PathOf(file))))
        {
            try
            {
                keras.saving.load_model(golden.PathOf(file));
                comparison.Wrong($"{file} was not refused: {golden.Text("reason")}");
            }
            catch (FileFormatException refusal)
            {
                comparison.Holds($"{file}: the refusal names no layer: {refusal.Message}", refusal.Kind is FileFault.RefusedCode or FileFault.UnknownClass && refusal.Message.Contains("layer '", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>What compile's arguments ask for that is not there; empty for the author's own code, which has to be refused by name; null where nothing is missing.</summary>
    private static string? Missing(GoldenCase golden, Comparison comparison, JsonObject? settings)
    {
        if (CompileSettings.Custom(settings) is { } custom)
        {
            try
            {
                keras.saving.load_model(golden.PathOf("model.keras"));
                comparison.Wrong($"compile with '{custom}' was not refused");
            }
            catch (FileFormatException refusal)
            {
                comparison.Holds($"the refusal does not name '{custom}': {refusal.Message}", refusal.Message.Contains(custom, StringComparison.Ordinal));
            }

            return "";
        }

        return golden.Json.TryGetProperty("optimizer_variables", out var variables) && variables.ValueKind == JsonValueKind.Array
            && variables.EnumerateArray().Any(static variable => variable.GetProperty("path").GetString()!.StartsWith("loss_scale_optimizer/", StringComparison.Ordinal))
                ? "keras.optimizers.LossScaleOptimizer, which compile puts around the optimizer of a mixed_float16 model"
                : CompileSettings.Unknown(settings);
    }

    /// <summary>Names, counts, configuration and summaries; without what compile adds where it was left out.</summary>
    private static void Description(GoldenCase golden, Comparison comparison, Model model, bool exact)
    {
        comparison.Equal(
            "weights",
            string.Join(' ', golden.Json.GetProperty("weights").EnumerateArray().Select(static weight => $"{weight.GetProperty("path").GetString()}:{weight.GetProperty("trainable").GetBoolean()}")),
            string.Join(' ', model.weights.Select(static weight => $"{weight.path}:{weight.trainable}")));
        var counts = golden.Json.GetProperty("params");
        comparison.Equal("parameters", counts.GetProperty("total").GetInt64(), model.count_params());
        comparison.Equal("trainable parameters", counts.GetProperty("trainable").GetInt64(), model.trainable_weights.Sum(static weight => weight.shape.Length));
        var (expected, actual) = (JsonNode.Parse(File.ReadAllText(golden.PathOf("config.json")))!, JsonNode.Parse(model.to_json())!);
        if (!exact)
        {
            expected["compile_config"] = actual["compile_config"] = null;
        }

        Same(comparison, "config.json", expected, actual);
        foreach (var (file, full) in new[] { ("summary.txt", false), ("summary_full.txt", true) })
        {
            var lines = new System.Text.StringBuilder();
            model.summary(print_fn: line => lines.Append(line), expand_nested: full, show_trainable: full);
            comparison.Equal(file, Text(File.ReadAllText(golden.PathOf(file)), exact), Text(lines.ToString(), exact));
        }
    }

    private static string Text(string summary, bool exact)
        => string.Join('\n', summary.TrimEnd().Split('\n').Where(line => exact || !(line.StartsWith(" Total", StringComparison.Ordinal) || line.StartsWith(" Optimizer", StringComparison.Ordinal))));

    private static void Optimizer(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        // The names were taken before the model was saved; those of weights can be longer then.
        var built = golden.Json.GetProperty("weights").EnumerateArray().Where(static weight => weight.TryGetProperty("built_path", out _))
            .Select(static weight => (Long: weight.GetProperty("built_path").GetString()!.Replace('/', '_'), Short: weight.GetProperty("path").GetString()!.Replace('/', '_'))).ToArray();
        var listed = golden.Json.GetProperty("optimizer_variables").EnumerateArray().Select(static variable => variable.GetProperty("path").GetString()!).ToArray();
        string Shortened(IEnumerable<string> paths) => string.Join(' ', paths.Select(path => built.Aggregate(path, static (path, weight) => path.Replace("/" + weight.Long + "_", "/" + weight.Short + "_", StringComparison.Ordinal))));
        comparison.Equal($"{file}: optimizer variables", Shortened(listed), Shortened(model.optimizer.variables.Select(static variable => variable.path)));
        foreach (var (path, variable) in listed.Zip(model.optimizer.variables).Where(pair => golden.Tensors.Has("optimizer." + pair.First)))
        {
            comparison.Same($"{file}: optimizer.{path}", golden.Tensors["optimizer." + path], variable.value.Data);
        }
    }

    /// <summary>The older whole-model file, the weights alone, and what we write ourselves.</summary>
    private static void OtherFiles(GoldenCase golden, Comparison comparison, Model model, bool compiled)
    {
        if (File.Exists(golden.PathOf("model.h5")) && !HasProblem(golden, "model.h5"))
        {
            var older = keras.saving.load_model(golden.PathOf("model.h5"), compile: compiled);
            WholeModel.Compare(golden, comparison, older, "model.h5", Further);
            if (compiled)
            {
                Optimizer(golden, comparison, older, "model.h5");
            }
        }

        if (File.Exists(golden.PathOf("model.weights.h5")))
        {
            WholeModel.Compare(golden, comparison, WithWeights(model, golden.PathOf("model.weights.h5")), "model.weights.h5", Further);
        }

        var folder = Directory.CreateTempSubdirectory("diglot-models-").FullName;
        try
        {
            foreach (var file in new[] { "own.keras", "own.h5" })
            {
                model.save(Path.Combine(folder, file));
                var own = keras.saving.load_model(Path.Combine(folder, file), compile: compiled);
                WholeModel.Compare(golden, comparison, own, file, Further);
                Same(comparison, $"{file}: config", JsonNode.Parse(model.to_json()), JsonNode.Parse(own.to_json()));
                if (compiled)
                {
                    Optimizer(golden, comparison, own, file);
                }
            }

            model.save_weights(Path.Combine(folder, "own.weights.h5"));
            WholeModel.Compare(golden, comparison, WithWeights(model, Path.Combine(folder, "own.weights.h5")), "own.weights.h5", Further);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every file of the model converted to PyTorch and back.</summary>
    private static void Converted(GoldenCase golden, Comparison comparison, Model model, JsonObject config)
    {
        if (!BothWays.Converts(config))
        {
            return;
        }

        var judge = new BothWays(comparison, golden.Tensors, golden.RelativeTolerance, model);
        judge.Judge("model.keras", () => KerasAdapter.Read(KerasArchiveReader.Read(golden.PathOf("model.keras"))));
        if (File.Exists(golden.PathOf("model.h5")) && !HasProblem(golden, "model.h5"))
        {
            judge.Judge("model.h5", () => KerasAdapter.Read(KerasH5Reader.Read(golden.PathOf("model.h5"))));
        }

        if (File.Exists(golden.PathOf("model.weights.h5")))
        {
            judge.Judge("model.weights.h5", () => KerasAdapter.Read((JsonObject)JsonNode.Parse(File.ReadAllText(golden.PathOf("config.json")))!, KerasH5Reader.Read(golden.PathOf("model.weights.h5"))));
        }
    }

    private static bool HasProblem(GoldenCase golden, string file) => golden.Json.TryGetProperty("file_problems", out var problems) && problems.ValueKind == JsonValueKind.Object && problems.TryGetProperty(file, out _);

    private static Model WithWeights(Model model, string path)
    {
        var fresh = keras.models.model_from_json(model.to_json());
        fresh.load_weights(path);
        return fresh;
    }

    private static void Same(Comparison comparison, string what, JsonNode? expected, JsonNode? actual)
    {
        var difference = JsonDifference.First(expected, actual);
        comparison.Holds($"{what}: {difference}", difference is null);
    }
}
