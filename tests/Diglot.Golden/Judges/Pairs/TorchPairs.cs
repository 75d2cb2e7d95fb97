using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Formats;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Torch;
using Diglot.Golden.Running;
using Diglot.Graph;
using Diglot.Torch.Serialization;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>The PyTorch files of a pair converted to Keras: exported programs, and whole modules of torch.nn's own classes, whose computation follows from what they are.</summary>
internal static class TorchPairs
{
    /// <summary>Compares outputs, and parameter counts.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        var io = GoldenTensors.Read(golden.PathOf("io_torch.safetensors"));
        const string Program = "torch/exported.pt2";
        if (File.Exists(golden.PathOf(Program)))
        {
            ExportedPrograms.Judge(golden, comparison, Program, "torch/state_dict.pt", io, golden.Json.GetProperty("parameters").GetProperty("torch").GetInt64());
        }

        nn.Module network;
        try
        {
            network = ModuleReader.Read(golden.PathOf("torch/module.pt"));
        }
        catch (FileFormatException refused) when (refused.Message.Contains($"{golden.Text("torch_module")}.", StringComparison.Ordinal))
        {
            // The computation of a user's class is Python code, which is not in the file; the refusal names the class. An exported program holds it.
            comparison.Holds("module.pt: refused", refused.Message.Length > 0);
            return;
        }
        catch (FileFormatException refused)
        {
            throw new UnclaimedException(refused.Message);
        }

        var inputs = golden.Json.GetProperty("inputs").GetProperty("torch").EnumerateArray()
            .Select(static input => ValueShape.Create([.. input.GetProperty("shape").EnumerateArray().Select(static (length, axis) => axis == 0 ? (int?)null : length.GetInt32())])).ToArray();
        Compare(comparison, TorchAdapter.Read(network, inputs), io, network.parameters().Sum(static parameter => parameter.Shape.Length));
    }

    /// <summary>Compares the Keras model of a graph with PyTorch's outputs.</summary>
    internal static void Compare(Comparison comparison, NetworkGraph graph, GoldenTensors io, long parameters)
    {
        var converted = Diglot.Conversion.Convert.ToKeras(graph);
        var model = converted.Model;
        comparison.Equal("module.pt: trainable parameters", parameters, model.trainable_weights.Sum(static weight => weight.shape.Length));
        Tensor[] inputs = [.. graph.Inputs.Select((input, i) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(io[$"input.{i}"])))];
        var outputs = model.call_all(inputs, training: false);
        foreach (var (i, output) in graph.Outputs.Index())
        {
            PairJudge.Compare(comparison, $"module.pt: output.{i}", io[$"output.{i}"], converted.Layout.Values[output].Layout.ToSource(outputs[i].Data));
        }

        // There and back again: the same state under the same names.
        var back = Diglot.Conversion.Convert.ToTorch(Diglot.Conversion.Adapters.FromKeras.KerasAdapter.Read(model));
        foreach (var (i, output) in back.Source.Outputs.Index())
        {
            var values = back.Trace([.. inputs.Select(static input => input.Data)]);
            PairJudge.Compare(comparison, $"there and back: output.{i}", outputs[i].Data, values[output]);
        }
    }
}
