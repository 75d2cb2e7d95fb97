using System.Text.Json;
using Diglot.Autograd;
using Diglot.Formats;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Tensors;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>keras-legacy</c>: whole models as Keras 2 stored them, in each of its files; outputs, gradients, and training that goes on.</summary>
public sealed class KerasLegacy : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["keras-legacy"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Json.TryGetProperty("expected", out _))
        {
            Refused(golden, comparison);
            return;
        }

        foreach (var file in new[] { "model.h5", "model.keras" }.Where(file => File.Exists(golden.PathOf(file))))
        {
            var model = Load(golden, file, compile: false);
            comparison.Equal($"{file}: parameters", golden.Json.GetProperty("params").ToString(), $"{model.count_params()}");
            Outputs(golden, comparison, model, file);
            Gradients(golden, comparison, model, file);
        }

        if (File.Exists(golden.PathOf("weights.h5")) && File.Exists(golden.PathOf("config.json")))
        {
            var model = keras.models.model_from_json(File.ReadAllText(golden.PathOf("config.json")));
            model.load_weights(golden.PathOf("weights.h5"));
            Outputs(golden, comparison, model, "weights.h5");
        }

        if (golden.Tensors.Has("train.loss"))
        {
            Continued(golden, comparison, Load(golden, "model.h5", compile: true));
        }
    }

    private static Model Load(GoldenCase golden, string file, bool compile)
    {
        try
        {
            return (Model)keras.saving.load_model(golden.PathOf(file), compile: compile);
        }
        catch (FileFormatException unknown) when (unknown.Kind == FileFault.UnknownClass)
        {
            throw new UnclaimedException($"keras.layers.{unknown.Received}");
        }
    }

    private static void Refused(GoldenCase golden, Comparison comparison)
    {
        foreach (var file in new[] { "model.h5", "model.keras" }.Where(file => File.Exists(golden.PathOf(file))))
        {
            try
            {
                keras.saving.load_model(golden.PathOf(file));
                comparison.Wrong($"{file} was not refused: {golden.Text("expected")}");
            }
            catch (FileFormatException refusal)
            {
                var lambda = golden.Json.GetProperty("layers").EnumerateArray().First(static layer => layer.GetProperty("class").GetString() == "Lambda").GetProperty("name").GetString();
                comparison.Holds($"{file}: the refusal does not name the layer '{lambda}': {refusal.Message}", refusal.Kind == FileFault.RefusedCode && refusal.Message.Contains($"'{lambda}'", StringComparison.Ordinal));
            }
        }
    }

    private static Tensor[] Inputs(GoldenCase golden, bool leaves)
        => [.. Enumerable.Range(0, golden.Json.GetProperty("inputs").GetArrayLength()).Select(i => golden.Tensors[$"input.{i}"]).Select(data => new Tensor(data, leaves && data.Type.IsFloatingPoint))];

    private static void Outputs(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        var outputs = model.call_all(Inputs(golden, leaves: false), training: false);
        for (var i = 0; i < outputs.Length; i++)
        {
            comparison.Same($"{file}: output.{i}", golden.Tensors[$"output.{i}"], outputs[i].Data);
        }

        var inner = LayerOutputs.Of(model, Inputs(golden, leaves: false));
        foreach (var (name, expected) in golden.Tensors.Names.Where(static name => name.StartsWith("layer.", StringComparison.Ordinal)).Select(name => (name, golden.Tensors[name])))
        {
            if (inner.TryGetValue(name["layer.".Length..], out var found))
            {
                comparison.Same($"{file}: {name}", expected, found.Data);
            }
            else
            {
                comparison.Wrong($"{file}: there is no {name}");
            }
        }
    }

    /// <summary>The weights in the order of <c>model.weights</c>, under the names that Keras 2 gave them.</summary>
    private static (string Key, Variable Weight)[] Weights(GoldenCase golden, Comparison comparison, Model model)
    {
        var keys = golden.Json.GetProperty("weights").EnumerateArray().Select(static weight => weight.GetProperty("key").GetString()!).ToArray();
        comparison.Equal("weights", $"{keys.Length}", $"{model.weights.Count}");
        foreach (var (key, weight) in keys.Zip(model.weights))
        {
            comparison.Equal("weight", key.Split('/')[^1].Split(':')[0], weight.name);
        }

        return [.. keys.Zip(model.weights)];
    }

    private static void Gradients(GoldenCase golden, Comparison comparison, Model model, string file)
    {
        var io = golden.Tensors;
        var weights = Weights(golden, comparison, model);
        if (!io.Has("cotangent.0") || comparison.Problem is not null)
        {
            return;
        }

        var inputs = Inputs(golden, leaves: true);
        var outputs = model.call_all(inputs, training: false);
        var total = Enumerable.Range(0, outputs.Length).Where(i => io.Has($"cotangent.{i}")).Select(i => (outputs[i] * new Tensor(io[$"cotangent.{i}"])).Sum()).Aggregate((a, b) => a + b);
        var named = inputs.Select((input, i) => ($"grad.input.{i}", input)).Concat(weights.Where(static weight => weight.Weight.trainable).Select(static weight => ($"grad.{weight.Key}", weight.Weight.value))).ToArray();
        foreach (var ((name, of), gradient) in named.Zip(total.Gradients([.. named.Select(static entry => entry.Item2)])))
        {
            if (io.Has(name))
            {
                comparison.Same($"{file}: {name}", io[name], gradient?.Data ?? NDArray.Zeros(of.Shape, of.Type));
            }
        }

        if (io.Has("train.output.0"))
        {
            var before = weights.ToDictionary(static weight => weight.Key, static weight => weight.Weight.value.Data.Copy());
            comparison.Same($"{file}: train.output.0", io["train.output.0"], model.call_all(Inputs(golden, leaves: false), training: true)[0].Data);
            foreach (var (key, weight) in weights.Where(weight => io.Has($"after.{weight.Key}")))
            {
                comparison.Same($"{file}: after.{key}", Biased(golden, model, key, before[key], io[$"after.{key}"]), weight.value.Data);
            }
        }
    }

    /// <summary>
    /// Keras 2's kernel for images kept the unbiased variance of the batch, n/(n − 1) times as large; Keras 3, which a loaded model follows, keeps the biased one.
    /// </summary>
    private static NDArray Biased(GoldenCase golden, Model model, string key, NDArray before, NDArray after)
    {
        var layer = key.Split('/')[0];
        if (!key.Contains("moving_variance", StringComparison.Ordinal) || !golden.Tensors.Has($"layer.{layer}") || golden.Tensors[$"layer.{layer}"] is not { Rank: 4 } output)
        {
            return after;
        }

        var momentum = (double)model.layers.First(other => other.name == layer).get_config()["momentum"]!;
        var n = output.Length / output.Shape[3];
        var (old, now) = (new Tensor(before), new Tensor(after));
        return ((old * momentum) + ((now - (old * momentum)) * ((n - 1.0) / n))).Data;
    }

    private static void Continued(GoldenCase golden, Comparison comparison, Model model)
    {
        var io = golden.Tensors;
        var losses = io["train.loss"].ToArray<float>();
        for (var step = 0; step < losses.Length; step++)
        {
            var loss = model.train_on_batch(new Tensor(io["train.x.0"]), new Tensor(io["train.y"]))["loss"];
            comparison.Same($"train.loss after {step} steps", NDArray.From(new[] { losses[step] }), NDArray.From(new[] { (float)loss }));
            model.reset_metrics();
        }

        foreach (var (key, weight) in Weights(golden, comparison, model).Where(weight => io.Has($"continued.{weight.Key}")))
        {
            comparison.Same($"continued.{key}", io[$"continued.{key}"], weight.value.Data);
        }
    }
}
