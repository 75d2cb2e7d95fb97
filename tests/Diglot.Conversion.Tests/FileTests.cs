using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests;

/// <summary>Files in, files out: golden LeNet-5, its own outputs as reference.</summary>
public sealed class FileTests
{
    private static string Pair(string file) => Path.Combine(Repository.Golden, "pairs", "lenet5_sigmoid", file);

    [Theory]
    [InlineData("model.keras")]
    [InlineData("model.h5")]
    public void Keras_file_becomes_a_state_dict_with_the_reference_values(string file)
    {
        using var folder = new Folder();
        var result = ModelConverter.Convert(Pair($"keras/{file}"), folder.File("lenet.pt"));
        var expected = Diglot.Formats.TorchArchive.TorchReader.Read(Pair("torch/state_dict.pt")).FindStateDict()!;
        var actual = Diglot.Formats.TorchArchive.TorchReader.Read(folder.File("lenet.pt")).FindStateDict()!;
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (key, data) in expected)
        {
            Assert.Equal(data.Shape, actual[key].Shape);
            Assert.Equal(Bytes(data), Bytes(actual[key]));
        }

        Assert.Equal("f5/kernel.permute(1, 0).reorder(axis 1: flattening of (2, 1, 4))", result.Weights.Single(static weight => weight.Target == "f5.weight").Weight.ToString());
    }

    [Theory]
    [InlineData("m.keras")]
    [InlineData("m.h5")]
    [InlineData("m.safetensors")]
    [InlineData("m.npz")]
    public void Whole_module_goes_into_every_format_and_back(string target)
    {
        using var folder = new Folder();
        var options = new ConversionOptions { InputShapes = [[1, 16, 14]], WholeModule = true };
        ModelConverter.Convert(Pair("keras/model.keras"), folder.File("whole.pt"), options);
        ModelConverter.Convert(folder.File("whole.pt"), folder.File(target), options with { WholeModule = false });
        if (target is "m.keras" or "m.h5")
        {
            ModelConverter.Convert(folder.File(target), folder.File("back.safetensors"));
        }

        var expected = Diglot.Formats.TorchArchive.TorchReader.Read(Pair("torch/state_dict.pt")).FindStateDict()!;
        var actual = target switch
        {
            "m.npz" => Diglot.Conversion.Files.SourceReader.Weights(folder.File(target))!,
            _ => SafetensorsReader.Read(folder.File(target == "m.safetensors" ? target : "back.safetensors")).Tensors,
        };
        foreach (var (key, data) in expected)
        {
            Assert.Equal(Bytes(data), Bytes(actual[key]));
        }
    }

    [Fact]
    public void Weights_alone_are_refused_for_Keras_with_what_helps()
    {
        using var folder = new Folder();
        var refused = Assert.Throws<ConversionRefusedException>(() => ModelConverter.Convert(Pair("torch/state_dict.pt"), folder.File("m.keras"), new ConversionOptions { InputShapes = [[1, 16, 14]] }));
        Assert.Contains("weights alone", refused.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Whole_module_of_a_users_class_is_refused_by_name()
    {
        using var folder = new Folder();
        var refused = Assert.Throws<ConversionRefusedException>(() => ModelConverter.Convert(Pair("torch/module.pt"), folder.File("m.keras"), new ConversionOptions { InputShapes = [[1, 16, 14]] }));
        Assert.Contains("LeNet5", refused.Message);
    }

    [Fact]
    public void Unknown_ending_is_refused() => Assert.Throws<ArgumentException>(() => ModelConverter.FormatOf("model.doc"));

    private static byte[] Bytes(Diglot.Formats.TensorData data)
    {
        var bytes = new byte[data.ByteLength];
        data.CopyTo(bytes);
        return bytes;
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("diglot").FullName;

        public string File(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
