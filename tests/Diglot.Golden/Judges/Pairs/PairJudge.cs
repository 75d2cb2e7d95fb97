using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Graph;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>Kinds <c>pairs</c> and <c>pairs-ambiguous</c>: the Keras file converted to PyTorch, compared layer by layer, with gradients and a training step.</summary>
public sealed class PairJudge : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["pairs", "pairs-ambiguous"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        try
        {
            ToTorch(golden, comparison, "model.keras", KerasAdapter.Read(KerasArchiveReader.Read(golden.PathOf("keras/model.keras"))));
            if (File.Exists(golden.PathOf("keras/model.h5")))
            {
                ToTorch(golden, comparison, "model.h5", KerasAdapter.Read(KerasH5Reader.Read(golden.PathOf("keras/model.h5"))));
            }

            TorchPairs.Judge(golden, comparison);
            OnnxPairs.Judge(golden, comparison);
        }
        catch (ConversionRefusedException refused) when (refused.Missing is not null)
        {
            throw new UnclaimedException(refused.Missing);
        }
    }

    private static void ToTorch(GoldenCase golden, Comparison comparison, string file, NetworkGraph graph)
    {
        var io = GoldenTensors.Read(golden.PathOf("io_keras.safetensors"));
        var converted = Diglot.Conversion.Convert.ToTorch(graph);
        var inputs = graph.Inputs.Select((_, i) => io[$"input.{i}"]).ToArray();
        var counts = golden.Json.GetProperty("parameters");
        comparison.Equal($"{file}: trainable parameters", counts.GetProperty("keras_trainable").GetInt64(), converted.Module.parameters().Where(static parameter => parameter.RequiresGrad).Sum(static parameter => parameter.Shape.Length));
        comparison.Equal($"{file}: parameters", counts.GetProperty("keras").GetInt64(), graph.TrainableParameters + graph.OtherParameters);

        var values = converted.Trace(inputs);
        foreach (var (i, output) in graph.Outputs.Index())
        {
            Compare(comparison, $"{file}: output.{i}", io[$"output.{i}"], values[output]);
        }

        foreach (var (value, array) in values.Where(static entry => entry.Key.Producer is not null))
        {
            var node = value.Producer!;
            var name = $"layer.{node.Path.Replace('/', '.')}{(node.Call == 0 ? "" : $".call{node.Call}")}";
            if (io.Has(name) && graph.Nodes.Last(other => other.Path == node.Path && other.Call == node.Call) == node && io[name].Shape == array.Shape)
            {
                Compare(comparison, $"{file}: {name}", io[name], array);
            }
        }

        StateJudge.State(golden, comparison, file, Diglot.Conversion.Convert.ToTorch(graph));
        StepJudge.Gradients(comparison, file, converted, io, inputs, source => PairMapping.Short(source, name => new[] { "grad", "train.grad", "after" }.Any(kind => io.Has($"{kind}.{name}"))));
    }

    /// <summary>Compares in relation to the largest value, as the conversion promises: 1e-5 unless the source computes in 16 bits.</summary>
    internal static void Compare(Comparison comparison, string what, NDArray expected, NDArray actual, double tolerance = 1e-5)
    {
        var largest = expected.Length == 0 ? 0 : expected.ToArray<double>().Select(Math.Abs).Max();
        comparison.Same(what, expected, actual, tolerance * Math.Max(largest, 1e-3), 0);
    }
}
