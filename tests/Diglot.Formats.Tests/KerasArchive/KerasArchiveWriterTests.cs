using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.Zip;
using Diglot.Tensors;
using Xunit;

namespace Diglot.Formats.Tests.KerasArchive;

public sealed class KerasArchiveWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Archive_is_read_as_it_was_when_it_is_written()
    {
        var path = Path.Combine(_folder, "model.keras");
        KerasArchiveWriter.Write(path, Model(5) with { Assets = new Dictionary<string, ByteSource> { ["layers/text/vocabulary.txt"] = ByteSource.FromMemory("eins\nzwei"u8.ToArray()) } });
        var read = KerasArchiveReader.Read(path);
        Assert.Equal("3.15.1", read.KerasVersion);
        Assert.Equal("Sequential", read.Config["class_name"]!.GetValue<string>());
        Assert.Equal("dense", KerasVariables.NameOf(read.Weights, "layers/dense"));
        var variables = KerasVariables.Of(read.Weights, "layers/dense");
        Assert.Equal([5L], variables[0].Shape);
        Assert.Equal(12, variables.Count);
        Assert.Equal([11f], variables[11].Values<float>());
        Assert.Equal(["layers/dense/vars/9", "layers/dense/vars/10", "layers/dense/vars/11"], KerasVariables.All(read.Weights).Keys.TakeLast(3));
        Assert.Equal("eins\nzwei"u8.ToArray(), read.Assets["layers/text/vocabulary.txt"].ReadArray(0, 9));
        Assert.Equal(["metadata.json", "config.json", "model.weights.h5", "assets/layers/text/vocabulary.txt"], ZipReader.Read(path).Entries.Select(static entry => entry.Name));
    }

    [Fact]
    public void Reader_refuses_when_a_byte_of_the_stored_weights_was_changed()
    {
        var path = Path.Combine(_folder, "model.keras");
        KerasArchiveWriter.Write(path, Model(1000));
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length - 2000] ^= 1;
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<FileFormatException>(() => KerasArchiveReader.Read(path));
        Assert.Equal(FileFault.Corrupt, error.Kind);
        Assert.Contains("model.weights.h5", error.Message, StringComparison.Ordinal);
        Assert.NotNull(KerasArchiveReader.Read(path, verify: false));
    }

    [Fact]
    public void Directory_of_a_large_file_is_read_at_once_when_only_names_are_asked_for()
    {
        var path = Path.Combine(_folder, "model.keras");
        var model = Model(10);
        for (var i = 0; i < 300; i++)
        {
            model.Weights.Add($"layers/dense_{i}/vars/0", new MemoryTensorData(DType.UInt8, [200_000], new byte[200_000]));
        }

        KerasArchiveWriter.Write(path, model);
        KerasVariables.All(KerasArchiveReader.Read(path).Weights);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(312, KerasVariables.All(KerasArchiveReader.Read(path).Weights).Count);

        // The weights themselves are 60 MB.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20);
    }

    [Fact]
    public void Nothing_is_left_when_writing_fails_half_way()
    {
        var path = Path.Combine(_folder, "model.keras");
        KerasArchiveWriter.Write(path, Model(5));
        var before = File.ReadAllBytes(path);
        var model = Model(5);
        model.Weights.Add("layers/broken/vars/0", new FailingData());
        Assert.Throws<IOException>(() => KerasArchiveWriter.Write(path, model));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void File_may_be_overwritten_with_what_is_still_being_read_from_it()
    {
        var path = Path.Combine(_folder, "model.keras");
        KerasArchiveWriter.Write(path, Model(1000));
        var expected = KerasVariables.All(Model(1000).Weights);
        KerasArchiveWriter.Write(path, KerasArchiveReader.Read(path));
        var read = KerasVariables.All(KerasArchiveReader.Read(path).Weights);
        Assert.Equal(expected.Keys, read.Keys);
        Assert.All(expected, variable => Assert.Equal(variable.Value.Bytes(), read[variable.Key].Bytes()));
    }

    [Fact]
    public void Variables_are_refused_when_a_number_is_missing()
    {
        var weights = new Hdf5Group();
        weights.Add("layers/dense/vars/0", new MemoryTensorData(DType.UInt8, [], new byte[1]));
        weights.Add("layers/dense/vars/2", new MemoryTensorData(DType.UInt8, [], new byte[1]));
        Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => KerasVariables.Of(weights, "layers/dense")).Kind);
        Assert.Empty(KerasVariables.Of(weights, "layers/other"));
    }

    [Theory]
    [InlineData("1.0", 1.0)]
    [InlineData("0.001", 0.001)]
    [InlineData("1e-07", 1e-7)]
    [InlineData("1e-05", 1e-5)]
    [InlineData("0.0001", 1e-4)]
    [InlineData("1234567890123456.0", 1234567890123456.0)]
    [InlineData("1e+16", 1e16)]
    [InlineData("-0.0", -0.0)]
    [InlineData("123.456", 123.456)]
    [InlineData("100.0", 100.0)]
    [InlineData("-1.7976931348623157e+308", double.MinValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("0.00012345", 0.00012345)]
    [InlineData("1.2345e-05", 0.000012345)]
    [InlineData("9007199254740992.0", 9007199254740992.0)]
    public void Float_is_written_as_Python_writes_it(string expected, double value)
        => Assert.Equal($"[{expected}]", KerasJson.Write(new JsonArray(JsonValue.Create(value))));

    [Theory]
    [InlineData("{\"a\": NaN}")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"a\": \"\\ud800\"}")]
    [InlineData("[1]")]
    [InlineData("{}}")]
    [InlineData("")]
    public void Configuration_is_refused_when_it_is_not_one_sound_object(string text)
        => Assert.Equal(FileFault.BadConfig, Assert.Throws<FileFormatException>(() => KerasJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), "config.json", "file")).Kind);

    private static KerasArchiveFile Model(int length)
    {
        var weights = new Hdf5Group();
        weights.AddGroup("layers/dense/vars").Attributes.Add("name", Hdf5Value.Of("dense"));
        for (var i = 0; i < 12; i++)
        {
            weights.Add($"layers/dense/vars/{i}", new MemoryTensorData(DType.Float32, [i == 0 ? length : 1], Enumerable.Repeat(BitConverter.GetBytes((float)i), i == 0 ? length : 1).SelectMany(static bytes => bytes).ToArray()));
        }

        return new KerasArchiveFile(new JsonObject { ["class_name"] = "Sequential" }, new JsonObject { ["keras_version"] = "3.15.1" }, weights);
    }

    private sealed class FailingData() : TensorData(DType.Float32, [1 << 20])
    {
        protected override void CopyCore(Span<byte> destination) => throw new IOException("No space left on device");
    }
}
