using System.Runtime.InteropServices;
using Diglot.Formats.Onnx;
using Diglot.TestKit;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Formats.Tests.Onnx;

/// <summary>What ONNX files hold, by the rules of onnx.proto.</summary>
public sealed class OnnxReaderTests : IDisposable
{
    private const int Bool = 9, Complex64 = 14;

    private readonly string folder = Directory.CreateTempSubdirectory("diglot-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void File_of_PyTorch_is_detected_and_read_whole()
    {
        var path = Path.Combine(Repository.Golden, "torch-files", "old-onnx", "model.onnx");
        Assert.Equal("ONNX", FormatCatalogue.Detect(path)?.Name);

        var model = OnnxReader.Read(path);
        Assert.Equal((7, "pytorch", "1.13.0", 13), (model.IrVersion, model.ProducerName, model.ProducerVersion, model.Opsets[""]));
        Assert.Equal("x: float32 (n, 2, 6, 5)", string.Join(", ", model.Graph.Arguments.Select(static input => $"{input.Name}: {input}")));
        Assert.Equal(["onnx::GRU_220", "onnx::GRU_221", "onnx::GRU_222"], model.Graph.Nodes.Single(static node => node.Operator == "GRU").Inputs.Skip(1).Take(3));
        Assert.Equal([3, 2, 3, 3], model.Weights["onnx::Conv_199"].Shape);
        Assert.Equal([1, 1, 1, 1], model.Graph.Nodes[0].Integers("pads")!);
        Assert.Equal("ONNX", ModelFileReader.Read(path).Format);
    }

    [Theory]
    [InlineData("torch-models", "model.onnx")]
    [InlineData("torch-models", "model_ts.onnx")]
    [InlineData("pairs", "torch/model.onnx")]
    public void Every_file_of_both_exporters_is_detected_and_its_arrays_are_read(string kind, string file)
    {
        foreach (var path in Directory.GetDirectories(Path.Combine(Repository.Golden, kind)).Select(place => Path.Combine(place, file)).Where(File.Exists))
        {
            Assert.Equal((path, "ONNX"), (path, FormatCatalogue.Detect(path)?.Name));
            Assert.All(OnnxReader.Read(path).Weights, static weight => Assert.Equal(weight.Value.ByteLength, weight.Value.Bytes().Length));
        }
    }

    [Fact]
    public void No_other_file_of_the_reference_is_taken_for_one()
    {
        var others = new DirectoryInfo(Repository.Golden).EnumerateFiles("*", SearchOption.AllDirectories).Where(static file => file.Extension is not ".onnx" && file.Length > 0);
        Assert.DoesNotContain(others, static file => OnnxDetector.Matches(ByteSource.Open(file.FullName)));
    }

    [Theory]
    [InlineData(1, 5, new byte[] { 0, 0, 128, 63, 0, 0, 0, 192 }, new double[] { 1, -2 })]
    [InlineData(2, 0, new byte[] { 3, 255 }, new double[] { 3, 255 })]
    [InlineData(3, 0, new byte[] { 3, 255 }, new double[] { 3, -1 })]
    [InlineData(4, 0, new byte[] { 3, 1, 255, 255 }, new double[] { 259, 65535 })]
    [InlineData(5, 0, new byte[] { 3, 1, 255, 255 }, new double[] { 259, -1 })]
    [InlineData(9, 0, new byte[] { 1, 0 }, new double[] { 1, 0 })]
    [InlineData(10, 0, new byte[] { 0, 60, 0, 192 }, new double[] { 1, -2 })]
    [InlineData(16, 0, new byte[] { 128, 63, 0, 192 }, new double[] { 1, -2 })]
    [InlineData(17, 0, new byte[] { 0x38, 0xC0 }, new double[] { 1, -2 })]
    [InlineData(18, 0, new byte[] { 0x40, 0xC8 }, new double[] { 1, -2 })]
    [InlineData(19, 0, new byte[] { 0x3C, 0xC0 }, new double[] { 1, -2 })]
    [InlineData(20, 0, new byte[] { 0x40, 0xC4 }, new double[] { 1, -2 })]
    [InlineData(21, 0, new byte[] { 0xF3 }, new double[] { 3, 15 })]
    [InlineData(22, 0, new byte[] { 0xF3 }, new double[] { 3, -1 })]
    [InlineData(23, 0, new byte[] { 0xC2 }, new double[] { 1, -2 })]
    [InlineData(24, 0, new byte[] { 127, 129 }, new double[] { 1, 4 })]
    [InlineData(25, 0, new byte[] { 0b1101 }, new double[] { 1, 3 })]
    [InlineData(26, 0, new byte[] { 0b1101 }, new double[] { 1, -1 })]
    public void Elements_of_each_type_are_read_from_raw_bytes_and_from_numbers(int type, int wire, byte[] raw, double[] expected)
    {
        Assert.Equal(expected, Read(Message.Tensor("a", type, 2).Bytes(9, raw)).ToDoubles());
        if (wire == 5)
        {
            var floats = MemoryMarshal.Cast<byte, float>(raw);
            Assert.Equal(expected, Read(Message.Tensor("a", type, 2).Bytes(4, raw)).ToDoubles());
            Assert.Equal(expected, Read(Message.Tensor("a", type, 2).Float(4, floats[0]).Float(4, floats[1])).ToDoubles());
            return;
        }

        // In int32_data each number is one element, or one byte of several.
        var width = raw.Length == 4 ? 2 : 1;
        long[] numbers = [.. raw.Chunk(width).Select(bytes => type is 3 ? (sbyte)bytes[0] : type is 5 ? BitConverter.ToInt16(bytes) : width == 1 ? (long)bytes[0] : BitConverter.ToUInt16(bytes))];
        Assert.Equal(expected, Read(Message.Tensor("a", type, 2).Packed(5, numbers)).ToDoubles());
        Assert.Equal(expected, Read(numbers.Aggregate(Message.Tensor("a", type, 2), static (message, number) => message.Number(5, number))).ToDoubles());
    }

    [Fact]
    public void Wide_numbers_are_read_from_their_own_fields()
    {
        Assert.Equal([7, -9], Read(Message.Tensor("a", 6, 2).Packed(5, 7, -9)).Values<int>());
        Assert.Equal([7, -9], Read(Message.Tensor("a", 7, 2).Packed(7, 7, -9)).Values<long>());
        Assert.Equal([1.5, -2], Read(Message.Tensor("a", 11, 2).Double(10, 1.5).Double(10, -2)).Values<double>());
        Assert.Equal([7, 9], Read(Message.Tensor("a", 12, 2).Packed(11, 7, 9)).Values<uint>());
        Assert.Equal([ulong.MaxValue], Read(Message.Tensor("a", 13, 1).Packed(11, -1)).Values<ulong>());
        Assert.Equal([1, 2], Read(Message.Tensor("a", Complex64, 1).Float(4, 1).Float(4, 2)).ToDoubles());
        Assert.Equal([true], Read(Message.Tensor("a", Bool).Packed(5, 1)).Values<bool>());
    }

    [Fact]
    public void Texts_are_read_and_are_no_weights()
    {
        var model = OnnxReader.Read(ByteSource.FromMemory(Message.Model(new Message().Inner(5, Message.Tensor("t", 8, 2).Text(6, "a").Text(6, "b")))));
        Assert.Equal(["a", "b"], model.Graph.Initializers["t"].Texts!);
        Assert.Empty(model.Weights);
    }

    [Fact]
    public void Array_in_a_file_beside_the_model_is_read_when_it_is_asked_for()
    {
        var path = External("weights/model.data", ("offset", "4"), ("length", "8"));
        var tensor = OnnxReader.Read(path).Weights["w"];
        Assert.Equal((DType.Float32, 2), (tensor.Type, tensor.Length));
        Assert.Contains("model.data", Assert.Throws<FileFormatException>(() => tensor.Bytes()).Message);

        Directory.CreateDirectory(Path.Combine(folder, "weights"));
        File.WriteAllBytes(Path.Combine(folder, "weights", "model.data"), [9, 9, 9, 9, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2f)]);
        Assert.Equal([1, -2], OnnxReader.Read(path).Weights["w"].ToDoubles());
        File.WriteAllBytes(Path.Combine(folder, "weights", "model.data"), new byte[8]);
        Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => OnnxReader.Read(path).Weights["w"].Bytes()).Kind);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../model.data")]
    [InlineData("weights/../../model.data")]
    [InlineData("..\\model.data")]
    [InlineData("C:model.data")]
    [InlineData("")]
    [InlineData(".")]
    public void Array_outside_of_the_models_folder_is_refused(string location)
        => Assert.Equal(FileFault.UnsafePath, Assert.Throws<FileFormatException>(() => OnnxReader.Read(External(location))).Kind);

    [Fact]
    public void Link_in_place_of_external_data_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Making links needs rights here.");
        File.WriteAllBytes(Path.Combine(folder, "other"), new byte[8]);
        File.CreateSymbolicLink(Path.Combine(folder, "model.data"), Path.Combine(folder, "other"));
        Assert.Equal(FileFault.UnsafeLink, Assert.Throws<FileFormatException>(() => OnnxReader.Read(External("model.data")).Weights["w"].Bytes()).Kind);
    }

    private static TensorData Read(Message tensor) => OnnxReader.Read(ByteSource.FromMemory(Message.Model(new Message().Inner(5, tensor)))).Weights["a"];

    private string External(string location, params (string Key, string Value)[] entries)
    {
        var tensor = entries.Prepend(("location", location)).Aggregate(Message.Tensor("w", 1, 2).Number(14, 1), static (message, entry) => message.Inner(13, new Message().Text(1, entry.Item1).Text(2, entry.Item2)));
        var path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, Message.Model(new Message().Inner(5, tensor)));
        return path;
    }
}
