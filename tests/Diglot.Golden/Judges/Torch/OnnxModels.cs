using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Conversion.Files;
using Diglot.Formats;
using Diglot.Formats.Onnx;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Convert = Diglot.Conversion.Convert;

namespace Diglot.Golden.Judges.Torch;

/// <summary>
/// The ONNX files of the kind <c>torch-models</c>, of both exporters: outputs, and gradients of every weight that the exporter left as it was. Where the network has a counterpart in Keras,
/// that one gives the same.
/// </summary>
internal static class OnnxModels
{
    /// <summary>Judges one file.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison, string file)
    {
        var model = OnnxReader.Read(golden.PathOf(file));
        var (network, tensors) = (new OnnxNetwork(model), golden.Tensors);
        var inputs = Enumerable.Range(0, golden.Json.GetProperty("inputs").GetArrayLength()).Select(i => new Tensor(tensors[$"input.{i}"].Copy())).ToArray();
        foreach (var input in inputs.Where(static input => input.Type.IsFloatingPoint))
        {
            input.RequiresGrad = true;
        }

        var outputs = network.run(inputs);
        foreach (var (i, output) in outputs.Index())
        {
            comparison.Same($"{file}: output.{i}", tensors[$"output.{i}"], output.Data);
        }

        outputs.Index().Where(static output => output.Item.RequiresGrad).Select(output => (output.Item * new Tensor(tensors[$"cotangent.{output.Index}"])).Sum()).Aggregate(static (a, b) => a + b).Backward();
        foreach (var (i, input) in inputs.Index().Where(entry => tensors.Has($"grad.input.{entry.Index}")))
        {
            comparison.Same($"{file}: grad.input.{i}", tensors[$"grad.input.{i}"], input.Grad!.Data);
        }

        var state = golden.PathOf("state_dict.pt") is var path && File.Exists(path) ? SourceReader.Weights(path) : null;
        foreach (var (name, parameter) in network.named_parameters().Where(entry => tensors.Has($"grad.{entry.name}") && IsUnchanged(state, entry.name, entry.parameter)))
        {
            if (parameter.Grad is { } gradient)
            {
                comparison.Same($"{file}: grad.{name}", tensors[$"grad.{name}"], gradient.Data);
            }
        }

        ToKeras(comparison, tensors, model, file);
    }

    // A weight that a batch normalization was folded into is another one under the old name.
    private static bool IsUnchanged(IReadOnlyDictionary<string, TensorData>? state, string name, Tensor parameter)
        => state is not null && state.TryGetValue(name, out var original) && original.Length == parameter.Length && original.ToDoubles().AsSpan().SequenceEqual(parameter.Data.ToArray<double>());

    private static void ToKeras(Comparison comparison, GoldenTensors tensors, OnnxModel model, string file)
    {
        KerasConversion converted;
        try
        {
            converted = Convert.ToKeras(OnnxAdapter.Read(model));
        }
        catch (ConversionRefusedException)
        {
            return;
        }

        NDArray[] given = [.. converted.Source.Inputs.Select((input, i) => converted.Layout.Values[input].Layout.ToTarget(tensors[$"input.{i}"]))];
        var found = converted.Model.call_all([.. given.Select(static input => new Tensor(input))], training: false);
        foreach (var (i, output) in converted.Source.Outputs.Index())
        {
            comparison.Same($"{file} as Keras: output.{i}", tensors[$"output.{i}"], converted.Layout.Values[output].Layout.ToSource(found[i].Data));
        }
    }
}
