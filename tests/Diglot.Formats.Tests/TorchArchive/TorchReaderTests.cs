using System.Numerics;
using System.Text.Json;
using Diglot.Formats.Numpy;
using Diglot.Formats.Pickle;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.TorchArchive;

public sealed class TorchReaderTests
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder)
        .Where(static folder => MainFile(folder) is var file && !file.EndsWith(".onnx", StringComparison.Ordinal) && !file.Contains(".safetensors", StringComparison.Ordinal))
        .Select(static folder => Path.GetFileName(folder)).Order()];

    private static string Folder => Path.Combine(Repository.Golden, "torch-files");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tensors_are_those_of_pytorch_when_a_golden_file_is_read(string name)
    {
        var folder = Path.Combine(Folder, name);
        var tolerance = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json"))).RootElement.GetProperty("atol").GetDouble();
        var expected = SafetensorsReader.Read(Path.Combine(folder, "expected.safetensors")).Tensors;
        var actual = TorchReader.Read(Path.Combine(folder, MainFile(folder))).Tensors;
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (key, tensor) in expected)
        {
            var ours = actual[key];
            Assert.Equal(tensor.Shape, ours.Type.IsComplex ? [.. ours.Shape, 2] : ours.Shape);
            if (name.StartsWith("old-", StringComparison.Ordinal) || tolerance == 0)
            {
                Assert.Equal(tensor.ToDoubles(), ours.ToDoubles());
            }
            else
            {
                Assert.All(tensor.ToDoubles().Zip(ours.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            }
        }
    }

    [Fact]
    public void Types_are_those_of_pytorch_when_every_type_is_read()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "every-dtype", "case.json")));
        var tensors = Read("every-dtype").Tensors;
        foreach (var entry in json.RootElement.GetProperty("tensors").EnumerateObject())
        {
            Assert.Equal(entry.Value.GetProperty("dtype").GetString(), ((TorchTensor)tensors[entry.Name]).ElementType);
        }
    }

    [Theory]
    [InlineData("strided-views")]
    [InlineData("shared-storage")]
    [InlineData("slice-of-large")]
    [InlineData("legacy-views")]
    public void Strides_and_offsets_are_those_saved_when_tensors_are_views(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name, "case.json")));
        var tensors = Read(name).Tensors;
        foreach (var entry in json.RootElement.GetProperty("tensors").EnumerateObject())
        {
            var tensor = Assert.IsType<TorchStridedTensor>(tensors[entry.Name]);
            Assert.Equal(entry.Value.GetProperty("stride").EnumerateArray().Select(static stride => stride.GetInt64()), tensor.Strides);
            Assert.Equal(entry.Value.GetProperty("storage_offset").GetInt64(), tensor.Offset);
        }
    }

    [Theory]
    [InlineData("shared-storage")]
    [InlineData("tied-weights")]
    public void Storage_is_one_object_when_tensors_share_it(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name, "case.json")));
        var tensors = Read(name).Tensors;
        var shared = json.RootElement.GetProperty("one_storage").EnumerateArray().Select(key => ((TorchStridedTensor)tensors[key.GetString()!]).Storage);
        Assert.Single(shared.Distinct());
    }

    [Fact]
    public void Gradient_marks_are_those_saved_when_parameters_are_read()
    {
        var tensors = Read("parameters").Tensors.ToDictionary(static pair => pair.Key, static pair => (TorchTensor)pair.Value);
        Assert.Equal((true, true), (tensors["p"].IsParameter, tensors["p"].RequiresGrad));
        Assert.Equal((true, false), (tensors["frozen"].IsParameter, tensors["frozen"].RequiresGrad));
        Assert.Equal((false, false), (tensors["t"].IsParameter, tensors["t"].RequiresGrad));
        Assert.Equal((false, true), (tensors["leaf"].IsParameter, tensors["leaf"].RequiresGrad));
    }

    [Fact]
    public void Values_are_those_of_python_when_containers_nest()
    {
        var root = Assert.IsType<PickleDict>(Read("nested-containers").Value);
        Assert.Equal(BigInteger.Pow(2, 80), root["big"]);
        Assert.Equal(-5L, root["neg"]);
        Assert.Equal(1.5e-300, root["f"]);
        Assert.Equal("Grüße 模型 🙂", root["text"]);
        Assert.Equal(new Complex(1, 2), root["complex"]);
        Assert.Equal(new PickleRange(2, 9, 3), root["range"]);
        Assert.Equal(new PickleSlice(1L, null, 2L), root["slice"]);
        Assert.Null(root["none"]);
        Assert.Equal(true, root["flag"]);
        Assert.Equal(new byte[] { 0, 255 }, root["bytes"]);
        Assert.Equal([1L, 2L], ((PickleSet)root["set"]!).Items);
        Assert.True(((PickleSet)root["frozen"]!).IsFrozen);
    }

    [Fact]
    public void Foreign_objects_are_inert_data_when_a_checkpoint_holds_them()
    {
        var root = Assert.IsType<PickleDict>(Read("objects-beside-tensors").Value);
        Assert.Equal(12L, root["epoch"]);
        var arguments = ((ForeignObject)root["args"]!).Attributes!;
        Assert.Equal(0.01, arguments["lr"]);
        Assert.Equal("run", arguments["name"]);
        Assert.Equal([3L, 4L], (List<object?>)arguments["layers"]!);
        Assert.Equal(4L, ((ForeignObject)root["cfg"]!).Attributes!["dim"]);
        Assert.Equal(("train_utils.Mode", 2L), (((ForeignObject)root["mode"]!).Type.FullName, ((ForeignObject)root["mode"]!).Arguments[0]));
        Assert.Equal(("train_utils.Level", 5L), (((ForeignObject)root["level"]!).Type.FullName, ((ForeignObject)root["level"]!).Arguments[0]));
        Assert.Equal(0.25, ((ForeignObject)root["meter"]!).DictItems!["loss"]);
        Assert.Equal((2L, 1L), (((PickleDict)root["counter"]!)["a"], ((PickleDict)root["counter"]!)["b"]));
        Assert.Equal(new PickleTuple(2L, 3L), root["size"]);
        Assert.Equal(9, Read("objects-beside-tensors").FindStateDict()!.Count);
    }

    [Fact]
    public void Attributes_include_slots_when_a_class_has_them()
        => Assert.Equal(3L, ((ForeignObject)((PickleDict)Read("slots-object").Value!)["s"]!).Attributes!["b"]);

    [Fact]
    public void Metadata_is_kept_when_a_state_dict_has_it()
    {
        var root = Assert.IsType<PickleDict>(Read("state-dict-metadata").Value);
        Assert.Equal("collections.OrderedDict", root.ClassName);
        Assert.Equal(2L, ((PickleDict)((PickleDict)root.Attributes!["_metadata"]!)["bn"]!)["version"]);
    }

    [Fact]
    public void Numpy_scalars_and_texts_are_values_when_a_file_holds_them()
    {
        Assert.Equal(1.25, ((PickleDict)Read("numpy-inside").Value!)["scalar"]);
        var names = (NumpyArray)((PickleDict)Read("numpy-bigendian-object").Value!)["names"]!;
        Assert.Equal(["cat", "Hündin"], names.Content!.ReadText());
    }

    [Fact]
    public void Quantised_parts_are_those_saved_when_a_tensor_is_quantised()
    {
        var tensors = Read("quantized").Tensors;
        var whole = Assert.IsType<TorchQuantizedTensor>(tensors["q"]);
        Assert.Equal((0.05, 3L, (sbyte)-19), (whole.Scales[0], whole.ZeroPoints[0], whole.Stored.Values<sbyte>()[0]));
        var channels = Assert.IsType<TorchQuantizedTensor>(tensors["qc"]);
        Assert.Equal([0.1, 0.2, 0.05], channels.Scales.Select(static scale => Math.Round(scale, 6)));
        Assert.Equal([0L, 1L, 7L], channels.ZeroPoints);
    }

    [Fact]
    public void Every_other_golden_file_is_read_when_it_is_torch_save_or_torchscript()
    {
        var files = new[] { "torch-models", "torch-modules", "pairs", "trajectories", "torch-apps" }
            .SelectMany(static kind => Directory.EnumerateFiles(Path.Combine(Repository.Golden, kind), "*.pt", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 500);
        foreach (var file in files)
        {
            var read = TorchReader.Read(file);
            Assert.True(read.Tensors.Count > 0 || !file.EndsWith("state_dict.pt", StringComparison.Ordinal), file);
            foreach (var tensor in read.Tensors.Values.Where(static tensor => tensor.ByteLength < 1 << 20))
            {
                tensor.Bytes();
            }
        }
    }

    private static TorchFile Read(string name) => TorchReader.Read(Path.Combine(Folder, name, MainFile(Path.Combine(Folder, name))));

    private static string MainFile(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
        return json.RootElement.GetProperty("file").GetString()!;
    }
}
