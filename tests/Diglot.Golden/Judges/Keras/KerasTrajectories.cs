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

/// <summary>Kind <c>trajectories</c>, Keras: a training run from stored initial weights, in float32 and, where recorded, float64.</summary>
public static class KerasTrajectories
{
    /// <summary>Tries one run.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        var json = golden.Json;
        if (!json.TryGetProperty("fit", out var fit) || !json.TryGetProperty("mnist", out _) || !json.TryGetProperty("model_config", out var config) || !json.TryGetProperty("loss_per_step", out _))
        {
            throw new UnclaimedException("trajectories on data of their own, in Keras");
        }

        foreach (var option in fit.EnumerateObject())
        {
            if (option.Name is not ("batch_size" or "epochs" or "validation_split" or "shuffle" or "verbose"))
            {
                throw new UnclaimedException($"trajectories with fit({option.Name}=…)");
            }
        }

        foreach (var layer in config.GetProperty("layers").EnumerateArray())
        {
            if (!LayerCatalogue.Classes.ContainsKey(layer.GetProperty("class_name").GetString()!))
            {
                throw new UnclaimedException($"keras.layers.{layer.GetProperty("class_name").GetString()}");
            }
        }

        var drift = json.GetProperty("float32_drift");
        var narrow = keras.saving.load_model(golden.PathOf("initial.keras"));
        var initial = narrow.get_weights();
        Run(golden, comparison, narrow, json, 4 * drift.GetProperty("largest_loss_gap").GetDouble(), 4 * drift.GetProperty("largest_weight_gap").GetDouble());
        if (json.TryGetProperty("float64", out var recorded))
        {
            var wide = keras.models.model_from_json(narrow.to_json().Replace("\"float32\"", "\"float64\"", StringComparison.Ordinal));
            wide.set_weights([.. initial.Select(weight => weight.To(DType.Float64))]);
            Run(golden, comparison, wide, recorded, 0, 1e-7);
        }
    }

    private static void Run(GoldenCase golden, Comparison comparison, Model model, JsonElement recorded, double lossTolerance, double weightTolerance)
    {
        var (json, fit) = (golden.Json, golden.Json.GetProperty("fit"));
        var type = model.weights[0].value.Type;
        var wide = type == DType.Float64;
        var images = json.GetProperty("mnist").GetProperty("images");
        var (first, last) = (images[0].GetInt32(), images[1].GetInt32());
        var (x, y) = (MnistRows.Images(first, last, 28, 28, 1).To(type), MnistRows.OneHot(first, last, type));
        var split = fit.TryGetProperty("validation_split", out var share) ? share.GetDouble() : 0;
        var kept = (int)Math.Floor((last - first) * (1 - split));
        var compile = json.GetProperty("compile");
        model.compile(
            Optimizer.FromConfig(new JsonObject { ["class_name"] = compile.GetProperty("optimizer")[0].GetString(), ["config"] = JsonNode.Parse(compile.GetProperty("optimizer")[1].GetRawText()) }),
            Loss.FromConfig(JsonValue.Create(compile.GetProperty("loss").GetString()!)),
            [.. compile.GetProperty("metrics").EnumerateArray().Select(metric => (MetricChoice)metric.GetString()!)]);

        var wanted = recorded.GetProperty("loss_per_step").EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        var batch = fit.GetProperty("batch_size").GetInt32();
        for (var (step, start) = (0, 0); step < wanted.Length; step++, start = (start + batch) % kept)
        {
            model.reset_metrics();
            var count = Math.Min(batch, kept - start);
            var figures = model.train_on_batch(x.Slice(0, start, count), y.Slice(0, start, count));
            comparison.Same($"{type} loss of step {step + 1}", wanted[step], figures["loss"], lossTolerance, wide ? 1e-9 : 1e-6);
        }

        if (kept < last - first && recorded.TryGetProperty("history", out var history))
        {
            var figures = model.evaluate(x.Slice(0, kept, last - first - kept), y.Slice(0, kept, last - first - kept), batch, verbose: 0);
            comparison.Same($"{type} val_loss", history.GetProperty("val_loss")[0].GetDouble(), figures[0], lossTolerance, wide ? 1e-6 : 1e-4);
        }

        foreach (var weight in model.weights)
        {
            var name = golden.Tensors.Names.First(name => name.StartsWith(wide ? "final64." : "final.", StringComparison.Ordinal) && name.EndsWith("/" + weight.path, StringComparison.Ordinal));
            comparison.Same(name, golden.Tensors[name], weight.value.Data, weightTolerance, 0);
        }
    }
}
