using System.Globalization;
using System.Text.RegularExpressions;
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
        var padding = PaddingRows(golden);
        foreach (var (name, parameter) in network.named_parameters().Where(entry => tensors.Has($"grad.{entry.name}") && IsUnchanged(state, entry.name, entry.parameter) && !IsCopied(network, entry.parameter)))
        {
            if (parameter.Grad is { } gradient)
            {
                // Gather knows no padding_idx, which stops the gradient of that row.
                if (name.Split('.') is [.., var module, _] && padding.TryGetValue(module, out var row))
                {
                    gradient.Data.Select(0, row).CopyFrom(NDArray.Zeros(gradient.Shape.AsSpan()[1..].ToArray(), gradient.Type));
                }

                comparison.Same($"{file}: grad.{name}", tensors[$"grad.{name}"], gradient.Data);
            }
        }

        ToKeras(comparison, tensors, model, file);
    }

    // A weight that a batch normalization was folded into is another one under the old name.
    private static bool IsUnchanged(IReadOnlyDictionary<string, TensorData>? state, string name, Tensor parameter)
        => state is not null && state.TryGetValue(name, out var original) && original.Length == parameter.Length && original.ToDoubles().AsSpan().SequenceEqual(parameter.Data.ToArray<double>());

    // Exporters store tied weights twice, and fold weights that meet zeros into constants: the gradient goes to both places.
    private static bool IsCopied(OnnxNetwork network, Tensor parameter)
    {
        var numbers = parameter.Data.ToArray<double>().Distinct().Order().ToArray();
        return numbers.Length > 1 && network.parameters().Count(other => other.Length >= numbers.Length && other.Data.ToArray<double>().Distinct().Order().SequenceEqual(numbers)) > 1;
    }

    // "(embedding): Embedding(20, 6, padding_idx=0)"
    private static Dictionary<string, int> PaddingRows(GoldenCase golden) => Regex.Matches(File.ReadAllText(golden.PathOf("repr.txt")), @"\((\w+)\): Embedding\(.*padding_idx=(\d+)")
        .ToDictionary(static match => match.Groups[1].Value, static match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    private static void ToKeras(Comparison comparison, GoldenTensors tensors, OnnxModel model, string file)
    {
        KerasConversion converted;
        try
        {
            converted = Convert.ToKeras(OnnxAdapter.Read(model));
            _ = converted.Model;
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
