using Diglot.Formats.Safetensors;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Safetensors;

public sealed class SafetensorsWriterTests
{
    [Theory]
    [InlineData("safetensors-every-dtype", "file.safetensors")]
    [InlineData("safetensors-metadata", "file.safetensors")]
    [InlineData("zip-deflated", "expected.safetensors")]
    public void Data_is_complete_when_a_golden_file_is_written_again(string name, string file)
    {
        var golden = SafetensorsReader.Read(Path.Combine(Repository.Golden, "torch-files", name, file));
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, golden.Tensors, golden.Metadata);
        var again = SafetensorsReader.Read(ByteSource.FromMemory(stream.ToArray()));
        Assert.Equal(golden.Metadata, again.Metadata);
        Assert.Equal(golden.Tensors.Keys.Order(), again.Tensors.Keys.Order());
        Assert.All(golden.Tensors, pair => Assert.Equal((pair.Value.Type, string.Join(',', pair.Value.Shape), Convert.ToHexString(pair.Value.Bytes())),
            (again.Tensors[pair.Key].Type, string.Join(',', again.Tensors[pair.Key].Shape), Convert.ToHexString(again.Tensors[pair.Key].Bytes()))));
    }

    [Fact]
    public void Bytes_are_those_of_the_reference_when_metadata_has_one_entry()
    {
        var path = Path.Combine(Repository.Golden, "torch-files", "safetensors-sharded", "model-00001-of-00002.safetensors");
        var golden = SafetensorsReader.Read(path);
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, golden.Tensors, golden.Metadata);
        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
    }

    [Fact]
    public void Nothing_is_left_behind_when_a_type_has_no_name_in_the_format()
    {
        var folder = Directory.CreateTempSubdirectory("diglot").FullName;
        var tensors = new Dictionary<string, TensorData> { ["w"] = new MemoryTensorData(DType.Complex128, [1], new byte[16]) };
        var error = Assert.Throws<FileFormatException>(() => SafetensorsWriter.Write(Path.Combine(folder, "m.safetensors"), tensors));
        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }
}
