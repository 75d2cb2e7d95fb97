using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using Diglot.Tensors.Shapes;
using Diglot.TestKit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Layers;

/// <summary>One recorded layer: loads its model and compares results, gradients and state with what Keras computed.</summary>
internal sealed class LayerCase
{
    private readonly string _folder;
    private readonly JsonObject _case;
    private readonly SafetensorsFile _io;
    private readonly List<string> _faults = [];

    private LayerCase(string folder)
    {
        _folder = folder;
        _case = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!;
        _io = SafetensorsReader.Read(Path.Combine(folder, "io.safetensors"));
    }

    /// <summary>What differs; empty if nothing does.</summary>
    public static IReadOnlyList<string> Check(string name)
    {
        var run = new LayerCase(Path.Combine(Repository.Golden, "keras-layers", name));
        run.Run();
        return run._faults;
    }

    private void Run()
    {
        var model = keras.saving.load_model(Path.Combine(_folder, "model.keras"));
        var inputs = Each("input.").Select(Array).ToArray();
        Compare("config", PythonJson.Write(Tested(model).get_config()), PythonJson.Write(_case["config"]));
        Compare("weights", string.Join(' ', model.weights.Select(static weight => $"{weight.path}{weight.shape}{weight.trainable}")),
            string.Join(' ', _case["weights"]!.AsArray().Select(static weight => $"{weight!["path"]}{new Shape([.. weight["shape"]!.AsArray().Select(static length => (int)length!)])}{(bool)weight["trainable"]!}")));
        Outputs(model.call_all([.. inputs.Select(static input => new Tensor(input))], training: false), "output.");
        if (_io.Tensors.ContainsKey("cotangent.0"))
        {
            Gradients(model, inputs, (string)_case["grad_mode"]! == "train");
        }
    }

    private void Gradients(Model model, NDArray[] inputs, bool training)
    {
        var tensors = inputs.Select(static input => new Tensor(input, requiresGrad: input.Type.IsFloatingPoint)).ToArray();
        var outputs = model.call_all(tensors, training);
        if (training)
        {
            Outputs(outputs, "train.output.");
        }

        var weights = model.trainable_weights;
        var total = Enumerable.Range(0, outputs.Length).Where(i => _io.Tensors.ContainsKey($"cotangent.{i}"))
            .Select(i => (outputs[i] * new Tensor(Array($"cotangent.{i}"))).Sum()).Aggregate(static (a, b) => a + b);
        var found = total.RequiresGrad ? total.Gradients([.. tensors, .. weights.Select(static weight => weight.value)]) : [];
        for (var i = 0; i < tensors.Length; i++)
        {
            Gradient($"grad.input.{i}", found.ElementAtOrDefault(i));
        }

        for (var i = 0; i < weights.Count; i++)
        {
            Gradient($"grad.{weights[i].path}", found.ElementAtOrDefault(tensors.Length + i));
        }

        foreach (var name in Each("after."))
        {
            Close(name, model.weights.First(weight => $"after.{weight.path}" == name).value.Data);
        }
    }

    private void Gradient(string name, Tensor? gradient)
    {
        if (_io.Tensors.ContainsKey(name))
        {
            Close(name, gradient?.Data);
        }
    }

    private void Outputs(Tensor[] outputs, string prefix)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            Close($"{prefix}{i}", outputs[i].Data);
        }
    }

    private void Close(string name, NDArray? found)
    {
        var wanted = Array(name);
        if (found is null || found.Shape != wanted.Shape)
        {
            _faults.Add($"{name}: {found?.Shape.ToString() ?? "missing"}, expected {wanted.Shape}");
            return;
        }

        var (a, b) = (found.To(DType.Float64).ToArray<double>(), wanted.To(DType.Float64).ToArray<double>());
        var (atol, rtol) = ((double)_case["atol"]!, (double)_case["rtol"]!);
        var worst = Enumerable.Range(0, a.Length).Select(i => Math.Abs(a[i] - b[i]) / (atol + (rtol * Math.Abs(b[i])))).DefaultIfEmpty().Max();
        if (!(worst <= 1))
        {
            _faults.Add($"{name}: {worst:g3} times the tolerance");
        }
    }

    private void Compare(string what, string found, string wanted)
    {
        if (found != wanted)
        {
            var at = found.Zip(wanted).TakeWhile(static pair => pair.First == pair.Second).Count();
            _faults.Add($"{what}: …{found[Math.Max(0, at - 30)..Math.Min(found.Length, at + 40)]}… expected …{wanted[Math.Max(0, at - 30)..Math.Min(wanted.Length, at + 40)]}…");
        }
    }

    private Layer Tested(Model model) => model.layers.Last(layer => layer.ClassName == (string)_case["class_name"]!);

    private IEnumerable<string> Each(string prefix) => _io.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private NDArray Array(string name) => _io.Tensors[name].ToNDArray();
}
