using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Conversion.Tests.Source;

/// <summary>The golden pairs that can be converted by now.</summary>
internal static class Programs
{
    /// <summary>Names and PyTorch networks of the pairs, made from the Keras files.</summary>
    public static IReadOnlyList<(string Name, TorchConversion Network)> Pairs { get; } = [.. Read()];

    /// <summary>Those of them whose modules all exist here.</summary>
    public static IEnumerable<(string Name, TorchConversion Network)> Live => Pairs.Where(static pair => pair.Network.Plan.Members.All(static member => ModuleFactory.Has(member.Call.ClassName)));

    /// <summary>A pair's file.</summary>
    public static string File(string pair, string file) => Path.Combine(Repository.Golden, "pairs", pair, file);

    /// <summary>A Keras model that came back from a pair's PyTorch network gives what Keras gave once.</summary>
    public static void RequireReferenceOutputs(string name, TorchConversion network, KerasConversion converted, Model model)
    {
        // From Keras's layout to PyTorch's, which this conversion started from, and on to its own.
        var io = SafetensorsReader.Read(File(name, "io_keras.safetensors")).Tensors;
        Tensor[] inputs = [.. network.Source.Inputs.Select((input, i) => new Tensor(converted.Layout.Values[network.Layout.Values[input].Value].Layout.ToTarget(network.Layout.Values[input].Layout.ToTarget(io[$"input.{i}"].ToNDArray()))))];
        foreach (var (i, output) in model.call_all(inputs, training: false).Index())
        {
            var middle = network.Layout.Values[network.Source.Outputs[i]];
            Near(io[$"output.{i}"].ToNDArray(), middle.Layout.ToSource(converted.Layout.Values[middle.Value].Layout.ToSource(output.Data)), name);
        }
    }

    /// <summary>Compares in relation to the largest value.</summary>
    public static void Near(NDArray expected, NDArray actual, string name)
    {
        var wanted = expected.ToArray<double>();
        var largest = Math.Max(wanted.Select(Math.Abs).DefaultIfEmpty(0).Max(), 1e-3);
        var worst = wanted.Zip(actual.ToArray<double>(), static (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
        Assert.True(expected.Shape == actual.Shape && worst <= 1e-5 * largest, $"{name}: {worst} of {largest}");
    }

    private static IEnumerable<(string Name, TorchConversion Network)> Read()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Golden, "pairs")).Order(StringComparer.Ordinal))
        {
            TorchConversion network;
            try
            {
                network = Convert.ToTorch(KerasAdapter.Read(KerasArchiveReader.Read(Path.Combine(folder, "keras", "model.keras"))));
            }
            catch (ConversionRefusedException refused) when (refused.Missing is not null)
            {
                continue;
            }

            yield return (Path.GetFileName(folder), network);
        }
    }
}
