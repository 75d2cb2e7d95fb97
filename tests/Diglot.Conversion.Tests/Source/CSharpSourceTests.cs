using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Files;
using Diglot.Conversion.Source;
using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Graph;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.Source;

/// <summary>The emitted <c>model.cs</c> compiles, loads the written weights, and gives what the real frameworks gave.</summary>
public sealed class CSharpSourceTests
{
    [Fact]
    public void PyTorch_programs_of_all_pairs_give_the_reference_outputs()
    {
        using var folder = new ScratchFolder();
        var pairs = Programs.Live.ToArray();
        var texts = new List<string>();
        foreach (var (name, network) in pairs)
        {
            TorchFileWriter.Write(network, folder.File($"{name}.pt"), TargetFormat.Torch, ConversionOptions.Default);
            texts.Add(InFolder(ModelSource.CSharp(network, new WeightsFile($"{name}.pt", TargetFormat.Torch)), name, folder));
        }

        foreach (var ((name, network), make) in pairs.Zip(CSharpPrograms.Models(texts)))
        {
            var io = SafetensorsReader.Read(Programs.File(name, "io_keras.safetensors")).Tensors;
            Tensor[] inputs = [.. network.Source.Inputs.Select((input, i) => new Tensor(network.Layout.Values[input].Layout.ToTarget(io[$"input.{i}"].ToNDArray())))];
            foreach (var (i, output) in NetworkCall.Run((nn.Module)make(), inputs).Index())
            {
                Programs.Near(io[$"output.{i}"].ToNDArray(), network.Layout.Values[network.Source.Outputs[i]].Layout.ToSource(output.Data), name);
            }
        }

        Assert.InRange(pairs.Length, 50, int.MaxValue);
    }

    [Fact]
    public void Keras_programs_of_all_pairs_give_the_reference_outputs()
    {
        using var folder = new ScratchFolder();
        var texts = new List<string>();
        var models = new List<(string Name, TorchConversion Network, KerasConversion Model)>();
        foreach (var (i, (name, network)) in Programs.Live.Index())
        {
            try
            {
                // The three formats in turn.
                var file = name + (i % 3) switch { 0 => ".keras", 1 => ".h5", _ => ".weights.h5" };
                var model = (KerasConversion)ModelConverter.Convert(network.Layout.Graph, folder.File(file)).ToKeras!;
                texts.Add(InFolder(ModelSource.CSharp(model, new WeightsFile(file, ModelConverter.FormatOf(file))), name, folder));
                models.Add((name, network, model));
            }
            catch (ConversionRefusedException)
            {
            }
        }

        foreach (var ((name, network, model), make) in models.Zip(CSharpPrograms.Models(texts)))
        {
            Programs.RequireReferenceOutputs(name, network, model, (Model)make());
        }

        Assert.InRange(models.Count, 30, int.MaxValue);
    }

    [Fact]
    public void Program_runs_to_its_end()
    {
        using var folder = new ScratchFolder();
        var (name, network) = Programs.Pairs.Single(static pair => pair.Name == "lenet5_sigmoid");
        TorchFileWriter.Write(network, folder.File($"{name}.pt"), TargetFormat.Torch, ConversionOptions.Default);
        var printed = CSharpPrograms.Run(InFolder(ModelSource.CSharp(network, new WeightsFile($"{name}.pt", TargetFormat.Torch)), name, folder));
        Assert.Contains("Sequential(", printed);
        Assert.Contains("torch.Size([1, 5])", printed);
    }

    // Files are named as seen from the program's own folder, which a test cannot make the current one.
    private static string InFolder(string program, string name, ScratchFolder folder) => program.Replace($"(\"{name}.", $"(@\"{folder.File(name)}.", StringComparison.Ordinal);
}
