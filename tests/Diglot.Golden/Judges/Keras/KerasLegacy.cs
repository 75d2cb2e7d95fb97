using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Conversions;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>keras-legacy</c>: whole models as Keras 2 stored them; outputs, gradients, and training that goes on where it was left.</summary>
public sealed class KerasLegacy : IJudge
{
    private static readonly (char, char) Further = (':', '.');

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["keras-legacy"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Json.TryGetProperty("expected", out var expected) && expected.GetString()!.StartsWith("refuse", StringComparison.Ordinal))
        {
            Refused(golden, comparison);
            return;
        }

        var architecture = JsonNode.Parse(File.ReadAllText(golden.PathOf("config.json")))!;
        WholeModel.RequireLayers(architecture);
        if (architecture.ToJsonString().Contains("\"hard_sigmoid\"", StringComparison.Ordinal))
        {
            throw new UnclaimedException("Keras 2's hard_sigmoid, which is another function than today's");
        }

        var settings = golden.Json.TryGetProperty("training_config", out var given) && given.ValueKind == JsonValueKind.Object ? JsonNode.Parse(given.GetRawText()) : null;
        var missing = CompileSettings.Unknown(settings);
        foreach (var file in new[] { "model.h5", "model.keras" }.Where(file => File.Exists(golden.PathOf(file))))
        {
            var model = keras.saving.load_model(golden.PathOf(file), compile: settings is not null && missing is null);
            Whole(golden, comparison, model, file);
            if (BothWays.Converts(architecture))
            {
                new BothWays(comparison, golden.Tensors, golden.RelativeTolerance, model, KeysOf(golden, comparison, model)) { Further = ':' }
                    .Judge(file, () => file == "model.h5" ? KerasAdapter.Read(KerasH5Reader.Read(golden.PathOf(file))) : KerasAdapter.Read(KerasArchiveReader.Read(golden.PathOf(file))));
            }

            if (model.compiled && golden.Tensors.Has("train.loss") && model.optimizer.iterations > 0)
            {
                Continue(golden, comparison, model, file);
            }
        }

        if (File.Exists(golden.PathOf("weights.h5")))
        {
            var fresh = keras.models.model_from_json(architecture.ToJsonString());
            fresh.load_weights(golden.PathOf("weights.h5"));
            WholeModel.Compare(golden, comparison, fresh, "weights.h5", Further);
            if (BothWays.Converts(architecture))
            {
                new BothWays(comparison, golden.Tensors, golden.RelativeTolerance, fresh, KeysOf(golden, comparison, fresh)) { Further = ':' }
                    .Judge("weights.h5", () => KerasAdapter.Read((JsonObject)architecture, KerasH5Reader.Read(golden.PathOf("weights.h5"))));
            }
        }

        if (missing is not null && comparison.Problem is null)
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
                comparison.Wrong($"{file} was not refused");
            }
            catch (FileFormatException refusal)
            {
                comparison.Holds($"{file}: the refusal names no layer: {refusal.Message}", refusal.Kind is FileFault.RefusedCode && refusal.Message.Contains("layer '", StringComparison.Ordinal));
            }
        }
    }

    private static void Whole(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        var keys = KeysOf(golden, comparison, model);
        comparison.Equal($"{file}: parameters", golden.Json.GetProperty("params").GetInt64(), model.count_params());
        comparison.Equal($"{file}: trainable parameters", golden.Json.GetProperty("trainable_params").GetInt64(), model.trainable_weights.Sum(static weight => weight.shape.Length));
        WholeModel.Compare(golden, comparison, model, file, Further);
        WholeModel.Gradients(golden, comparison, model, keys);
        SavedAgain(golden, comparison, model);
        if (golden.Tensors.Has("train.output.0"))
        {
            var before = model.get_weights();
            var outputs = model.call_all(WholeModel.Inputs(golden, leaves: false), training: true);
            comparison.Same($"{file}: train.output.0", golden.Tensors["train.output.0"], outputs[0].Data);
            foreach (var (weight, key) in keys.Where(pair => golden.Tensors.Has("after." + pair.Value)))
            {
                // Keras 2 puts the unbiased batch variance, n / (n − 1) times as large, into the moving one of images; Keras 3 the biased one.
                comparison.Same($"{file}: after.{key}", golden.Tensors["after." + key], weight.value.Data, rtol: weight.name == "moving_variance" ? 0.01 : null);
            }

            model.set_weights(before);
        }
    }

    /// <summary>By what the case names the model's weights: both list them in one order.</summary>
    private static Dictionary<Variable, string> KeysOf(GoldenCase golden, Comparison comparison, Model model)
    {
        var listed = golden.Json.GetProperty("weights").EnumerateArray().ToArray();
        string Today(string name) => name.EndsWith("/depthwise_kernel:0", StringComparison.Ordinal) && !listed.Any(other => other.GetProperty("name").GetString() == name.Replace("depthwise_", "pointwise_"))
            ? "kernel" : name.Split('/')[^1].Replace(":0", "");

        // DepthwiseConv2D's depthwise_kernel is called kernel today; SeparableConv2D's, which has a pointwise_kernel beside it, is not.
        var described = listed.Select(weight => $"{Today(weight.GetProperty("name").GetString()!)}({string.Join(", ", weight.GetProperty("shape").EnumerateArray())}):{weight.GetProperty("trainable").GetBoolean()}");
        comparison.Equal("weights", string.Join(' ', described), string.Join(' ', model.weights.Select(static weight => $"{weight.name}({string.Join(", ", weight.shape.ToArray())}):{weight.trainable}")));
        return model.weights.Zip(listed).ToDictionary(static pair => pair.First, static pair => pair.Second.GetProperty("key").GetString()!);
    }

    private static void Continue(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        var (x, y, losses) = (new Tensor(golden.Tensors["train.x.0"]), new Tensor(golden.Tensors["train.y"]), golden.Tensors["train.loss"].ToArray<double>());
        for (var step = 0; step < losses.Length; step++)
        {
            model.reset_metrics();
            comparison.Same($"{file}: train.loss[{step}]", losses[step], model.train_on_batch(x, y)["loss"]);
        }

        foreach (var (weight, key) in KeysOf(golden, comparison, model).Where(pair => golden.Tensors.Has("continued." + pair.Value)))
        {
            comparison.Same($"{file}: continued.{key}", golden.Tensors["continued." + key], weight.value.Data);
        }
    }

    private static void SavedAgain(GoldenCase golden, Comparison comparison, Model model)
    {
        var folder = Directory.CreateTempSubdirectory("diglot-legacy-").FullName;
        try
        {
            foreach (var file in new[] { "own.keras", "own.h5" })
            {
                model.save(Path.Combine(folder, file));
                WholeModel.Compare(golden, comparison, keras.saving.load_model(Path.Combine(folder, file)), file, Further);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
