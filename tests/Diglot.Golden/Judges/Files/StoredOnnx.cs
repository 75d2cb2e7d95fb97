using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Formats.Onnx;
using Diglot.Formats.Safetensors;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>
/// An ONNX file of the kind <c>torch-files</c>. Exporters fold batch normalizations into convolutions and turn the gates of recurrent layers around, so that not every tensor of the
/// network is in the file under its name: those that are must be equal, and the graph must compute what the network computed.
/// </summary>
internal static class StoredOnnx
{
    public static void Compare(GoldenCase golden, Comparison comparison, string file, string expectedFile)
    {
        var model = OnnxReader.Read(file);
        var kept = SafetensorsReader.Read(expectedFile).Tensors.Where(entry => model.Weights.ContainsKey(entry.Key)).Select(static entry => entry.Key).ToHashSet();
        comparison.Holds("weights are stored under the network's own names", kept.Count > 0);
        StoredTensors.Compare(comparison, expectedFile, model.Weights.Where(entry => kept.Contains(entry.Key)).ToDictionary(), kept);

        var tensors = golden.Tensors;
        var inputs = Enumerable.Range(0, golden.Json.GetProperty("inputs").GetArrayLength()).Select(i => new Tensor(tensors[$"input.{i}"])).ToArray();
        foreach (var (i, output) in new OnnxNetwork(model).run(inputs).Index())
        {
            comparison.Same($"output.{i}", tensors[$"output.{i}"], output.Data);
        }
    }
}
