using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diglot.Autograd;
using Diglot.Formats;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Optimizers;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>keras-models</c>: whole models from every kind of file; outputs of all layers, gradients, summaries, and what compile left.</summary>
public sealed partial class KerasModels : IJudge
{
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

        RequireClaimed(golden);
        var compiled = golden.Json.TryGetProperty("compile_config", out var settings) && settings.ValueKind == JsonValueKind.Object && ClaimsSettings(settings);
        var model = keras.saving.load_model(golden.PathOf("model.keras"), compile: compiled);
        if (File.Exists(golden.PathOf("config.json")))
        {
            comparison.Equal("config.json", File.ReadAllText(golden.PathOf("config.json")), model.to_json());
        }

        Compare(golden, comparison, model, "model.keras");
        Gradients(golden, comparison, model);
        if (compiled)
        {
            Optimizer(golden, comparison, model, settings);
        }

        if (compiled || settings.ValueKind != JsonValueKind.Object)
        {
            comparison.Equal("summary.txt", Text(golden, "summary.txt"), Summary(model, full: false));
            comparison.Equal("summary_full.txt", Text(golden, "summary_full.txt"), Summary(model, full: true));
        }

        OtherFiles(golden, comparison, model);
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

    /// <summary>Layers, and functions of keras.ops and operators, which are nodes of graphs too.</summary>
    private static void RequireClaimed(GoldenCase golden)
    {
        if (!File.Exists(golden.PathOf("model.keras")))
        {
            throw new UnclaimedException("models of a class of one's own, weights alone");
        }

        foreach (var name in ClassNames(KerasArchiveConfig(golden.PathOf("model.keras"))).Distinct())
        {
            if (!LayerCatalogue.Classes.ContainsKey(name) && name is not ("Sequential" or "Functional"))
            {
                throw new UnclaimedException($"keras.layers.{name}");
            }
        }
    }

    private static JsonNode KerasArchiveConfig(string path) => Diglot.Formats.KerasArchive.KerasArchiveReader.Read(ByteSource.Open(path)).Config;

    private static IEnumerable<string> ClassNames(JsonNode model)
        => (model["config"]?["layers"] as JsonArray ?? []).SelectMany(layer => ClassNames(layer!).Append((string)layer!["class_name"]!));

    private static bool ClaimsSettings(JsonElement settings)
    {
        var text = settings.GetRawText();
        return !UnknownPart().IsMatch(text);
    }

    private static Tensor[] Inputs(GoldenCase golden, bool leaves)
        => [.. golden.Json.GetProperty("inputs").EnumerateArray().Select((_, i) => new Tensor(golden.Tensors[$"input.{i}"], leaves && golden.Tensors[$"input.{i}"].Type.IsFloatingPoint))];

    private static void Compare(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        var outputs = model.call_all(Inputs(golden, leaves: false), training: false);
        for (var i = 0; i < outputs.Length; i++)
        {
            comparison.Same($"{file}: output.{i}", golden.Tensors[$"output.{i}"], outputs[i].Data);
        }

        var traced = Traced(model, Inputs(golden, leaves: false));
        foreach (var name in golden.Tensors.Names.Where(name => name.StartsWith("layer.", StringComparison.Ordinal)))
        {
            comparison.Holds($"{file}: {name} is not there", traced.TryGetValue(name["layer.".Length..], out var found));
            if (found is not null)
            {
                comparison.Same($"{file}: {name}", golden.Tensors[name], found.Data);
            }
        }
    }

    /// <summary>What every layer gives: <c>#k</c> its k-th further call, <c>:j</c> a further result.</summary>
    private static Dictionary<string, Tensor> Traced(Model model, Tensor[] inputs)
    {
        var found = new Dictionary<string, Tensor>();
        if (model is Sequential chain)
        {
            var x = inputs[0];
            foreach (var layer in chain.layers)
            {
                found[layer.name] = x = layer.call(x, training: false);
            }
        }
        else if (model is Functional graph)
        {
            foreach (var (symbol, tensor) in graph.Trace(inputs is [var only] ? (Nest<Tensor>)only : inputs))
            {
                var node = symbol.Node!;
                var call = graph.Nodes.Where(other => other.Layer == node.Layer).ToList().IndexOf(node);
                found[node.Layer.name + (call > 0 ? $"#{call}" : "") + (symbol.Index > 0 ? $":{symbol.Index}" : "")] = tensor;
            }
        }

        return found;
    }

    private static void Gradients(GoldenCase golden, Comparison comparison, Model model)
    {
        var io = golden.Tensors;
        var inputs = Inputs(golden, leaves: true);
        var outputs = model.call_all(inputs, training: false);
        var total = Enumerable.Range(0, outputs.Length).Where(i => io.Has($"cotangent.{i}")).Select(i => (outputs[i] * new Tensor(io[$"cotangent.{i}"])).Sum()).Aggregate((a, b) => a + b);
        var weights = model.trainable_weights;
        var found = total.Gradients([.. inputs, .. weights.Select(weight => weight.value)]);
        for (var i = 0; i < found.Length; i++)
        {
            var name = i < inputs.Length ? $"grad.input.{i}" : $"grad.{weights[i - inputs.Length].path}";
            if (io.Has(name))
            {
                comparison.Same(name, io[name], found[i]?.Data ?? NDArray.Zeros(io[name].Shape, io[name].Type));
            }
        }
    }

    private static void Optimizer(GoldenCase golden, Comparison comparison, Model model, JsonElement settings)
    {
        comparison.Equal("compile_config", PythonJson.Write(JsonNode.Parse(settings.GetRawText())!), PythonJson.Write(model.get_compile_config()!));
        if (golden.Json.TryGetProperty("file_problems", out var problems) && problems.TryGetProperty("optimizer", out _))
        {
            return;
        }

        var listed = golden.Json.GetProperty("optimizer_variables").EnumerateArray().Select(variable => variable.GetProperty("path").GetString()!).ToArray();
        comparison.Equal("optimizer variables", string.Join(' ', listed), string.Join(' ', model.optimizer.variables.Select(variable => variable.path)));
        foreach (var (path, variable) in listed.Zip(model.optimizer.variables))
        {
            if (golden.Tensors.Has("optimizer." + path))
            {
                comparison.Same("optimizer." + path, golden.Tensors["optimizer." + path], variable.value.Data);
            }
        }
    }

    /// <summary>The older whole-model file, the weights alone, and what we write ourselves.</summary>
    private static void OtherFiles(GoldenCase golden, Comparison comparison, Model model)
    {
        var problems = golden.Json.TryGetProperty("file_problems", out var listed) ? listed : default;
        if (File.Exists(golden.PathOf("model.h5")) && !(problems.ValueKind == JsonValueKind.Object && problems.TryGetProperty("model.h5", out _)))
        {
            Compare(golden, comparison, keras.saving.load_model(golden.PathOf("model.h5"), compile: false), "model.h5");
        }

        if (File.Exists(golden.PathOf("model.weights.h5")))
        {
            var fresh = keras.models.model_from_json(model.to_json());
            fresh.load_weights(golden.PathOf("model.weights.h5"));
            Compare(golden, comparison, fresh, "model.weights.h5");
        }

        var folder = Directory.CreateTempSubdirectory("diglot-models-").FullName;
        try
        {
            foreach (var file in new[] { "own.keras", "own.h5" })
            {
                model.save(Path.Combine(folder, file));
                Compare(golden, comparison, keras.saving.load_model(Path.Combine(folder, file), compile: false), file);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(GoldenCase golden, string file) => File.ReadAllText(golden.PathOf(file)).TrimEnd();

    private static string Summary(Model model, bool full)
    {
        var text = new System.Text.StringBuilder();
        model.summary(print_fn: line => text.Append(line), expand_nested: full, show_trainable: full);
        return text.ToString().TrimEnd();
    }

    [GeneratedRegex("\"module\": \"builtins\"|\"class_name\": \"(Adagrad|Adadelta|Adamax|Ftrl|Lamb|Lion|Muon|Nadam|LossScaleOptimizer|Huber)\"|\"huber\"")]
    private static partial Regex UnknownPart();
}
