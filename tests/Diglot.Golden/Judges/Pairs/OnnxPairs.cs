using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Formats.Onnx;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>The ONNX file of a pair: run node by node, and converted to Keras where the network has a counterpart there.</summary>
internal static class OnnxPairs
{
    private const string Onnx = "torch/model.onnx";

    /// <summary>Compares outputs; a refusal that names node and operation is no fault.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        if (!File.Exists(golden.PathOf(Onnx)))
        {
            return;
        }

        try
        {
            Compare(comparison, OnnxReader.Read(golden.PathOf(Onnx)), GoldenTensors.Read(golden.PathOf("io_torch.safetensors")));
        }
        catch (ConversionRefusedException refused)
        {
            comparison.Holds("model.onnx: refused", refused.Remedy.Length > 0);
        }
    }

    private static void Compare(Comparison comparison, OnnxModel model, GoldenTensors io)
    {
        Tensor[] inputs = [.. model.Graph.Arguments.Select((_, i) => new Tensor(io[$"input.{i}"]))];
        foreach (var (i, output) in new OnnxNetwork(model).run(inputs).Index())
        {
            PairJudge.Compare(comparison, $"model.onnx: output.{i}", io[$"output.{i}"], output.Data);
        }

        var converted = Diglot.Conversion.Convert.ToKeras(OnnxAdapter.Read(model));
        var found = converted.Model.call_all([.. converted.Source.Inputs.Select((input, i) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(inputs[i].Data)))], training: false);
        foreach (var (i, output) in converted.Source.Outputs.Index())
        {
            PairJudge.Compare(comparison, $"model.onnx as Keras: output.{i}", io[$"output.{i}"], converted.Layout.Values[output].Layout.ToSource(found[i].Data));
        }
    }
}
