using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats.KerasArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Conversions;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Kind <c>keras-layers</c>: one layer each; configuration, weights, output, gradients, training mode.</summary>
public sealed class KerasLayers : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["keras-layers"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (!LayerCatalogue.Classes.ContainsKey(golden.Text("class_name")))
        {
            // What has no live layer here may convert all the same.
            BothWays.JudgeFile(golden, comparison);
            if (comparison.Problem is null)
            {
                throw new UnclaimedException($"keras.layers.{golden.Text("class_name")}");
            }

            return;
        }

        if (golden.Json.GetProperty("features").EnumerateArray().Any(feature => feature.GetString() == "mask"))
        {
            throw new UnclaimedException("masks in Keras models");
        }

        var model = keras.saving.load_model(golden.PathOf("model.keras"));
        var tested = model.layers.Last(layer => layer.ClassName == golden.Text("class_name"));
        comparison.Equal("config", PythonJson.Write(JsonNode.Parse(golden.Json.GetProperty("config").GetRawText())!), PythonJson.Write(tested.get_config()));
        comparison.Equal(
            "weights",
            string.Join(' ', golden.Json.GetProperty("weights").EnumerateArray().Select(weight => $"{weight.GetProperty("path").GetString()}:{weight.GetProperty("trainable").GetBoolean()}")),
            string.Join(' ', model.weights.Select(weight => $"{weight.path}:{weight.trainable}")));

        var io = golden.Tensors;
        Tensor[] Inputs(bool leaves) => [.. Enumerable.Range(0, io.Names.Count(name => name.StartsWith("input.", StringComparison.Ordinal)))
            .Select(i => new Tensor(io[$"input.{i}"], leaves && io[$"input.{i}"].Type.IsFloatingPoint))];
        Outputs(comparison, io, "output.", model.call_all(Inputs(leaves: false), training: false));
        if (io.Has("cotangent.0"))
        {
            Gradients(golden, comparison, model, Inputs(leaves: true));
        }

        var archive = KerasArchiveReader.Read(golden.PathOf("model.keras"));
        if (BothWays.Converts(archive.Config))
        {
            new BothWays(comparison, io, golden.RelativeTolerance, keras.saving.load_model(golden.PathOf("model.keras"))) { GradientsInTraining = golden.Text("grad_mode") == "train" }.Judge("model.keras", () => KerasAdapter.Read(archive));
        }
    }

    private static void Gradients(GoldenCase golden, Comparison comparison, Model model, Tensor[] inputs)
    {
        var io = golden.Tensors;
        var training = golden.Text("grad_mode") == "train";
        var outputs = model.call_all(inputs, training);
        if (training)
        {
            Outputs(comparison, io, "train.output.", outputs);
        }

        var total = Enumerable.Range(0, outputs.Length).Where(i => io.Has($"cotangent.{i}")).Select(i => (outputs[i] * new Tensor(io[$"cotangent.{i}"])).Sum()).Aggregate((a, b) => a + b);
        var weights = model.trainable_weights;
        var found = total.RequiresGrad ? total.Gradients([.. inputs, .. weights.Select(weight => weight.value)]) : [];
        for (var i = 0; i < found.Length; i++)
        {
            var name = i < inputs.Length ? $"grad.input.{i}" : $"grad.{weights[i - inputs.Length].path}";
            if (io.Has(name))
            {
                comparison.Holds($"{name}: missing", found[i] is not null);
                comparison.Same(name, io[name], found[i]?.Data ?? NDArray.Zeros(io[name].Shape, io[name].Type));
            }
        }

        foreach (var name in io.Names.Where(name => name.StartsWith("after.", StringComparison.Ordinal)))
        {
            comparison.Same(name, io[name], model.weights.First(weight => $"after.{weight.path}" == name).value.Data);
        }
    }

    private static void Outputs(Comparison comparison, GoldenTensors io, string prefix, Tensor[] outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            comparison.Same($"{prefix}{i}", io[$"{prefix}{i}"], outputs[i].Data);
        }
    }
}
