using System.Text;
using Diglot.Formats.Safetensors;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Safetensors;

public sealed class SafetensorsReaderTests
{
    public static TheoryData<string> HostileFiles => [.. HostileCase.All.Select(static hostile => hostile.File).Where(static file => file.EndsWith(".safetensors", StringComparison.Ordinal))];

    [Theory]
    [InlineData("safetensors-every-dtype", "file.safetensors")]
    [InlineData("safetensors-metadata", "file.safetensors")]
    [InlineData("safetensors-sharded", "model.safetensors.index.json")]
    [InlineData("safetensors-unsorted-unaligned", "file.safetensors")]
    public void Tensors_are_those_of_the_reference_when_a_golden_file_is_read(string name, string file)
    {
        var folder = Path.Combine(Repository.Golden, "torch-files", name);
        var expected = SafetensorsReader.Read(Path.Combine(folder, "expected.safetensors")).Tensors;
        var actual = SafetensorsReader.Read(Path.Combine(folder, file)).Tensors;
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (key, tensor) in expected)
        {
            Assert.Equal(tensor.Bytes(), actual[key].Bytes());
        }
    }

    [Fact]
    public void Values_are_the_bytes_of_the_file_when_it_is_made_by_hand()
    {
        var file = Read("""{"b":{"dtype":"F32","shape":[],"data_offsets":[3,7]},"__metadata__":{"k":"v"},"a":{"dtype":"U8","shape":[1,3],"data_offsets":[0,3],"more":{}}}  """, [1, 2, 3, 0, 0, 128, 63]);
        Assert.Equal(["b", "a"], file.Tensors.Keys);
        Assert.Equal("v", file.Metadata["k"]);
        Assert.Equal([1L, 3L], file.Tensors["a"].Shape);
        Assert.Equal(DType.UInt8, file.Tensors["a"].Type);
        Assert.Equal([1, 2, 3], file.Tensors["a"].Bytes());
        Assert.Equal([1f], file.Tensors["b"].Values<float>());
    }

    [Fact]
    public void Metadata_is_text_when_the_file_has_some()
    {
        var file = SafetensorsReader.Read(Path.Combine(Repository.Golden, "torch-files", "safetensors-metadata", "file.safetensors"));
        Assert.Equal("Grüße", file.Metadata["note"]);
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public void Reader_refuses_clearly_when_the_file_is_hostile(string name)
    {
        var hostile = HostileCase.All.Single(hostile => hostile.File == name);
        var error = Assert.Throws<FileFormatException>(() => SafetensorsReader.Read(hostile.FullPath));
        Assert.Contains(HostileCase.KindOf(error.Kind), hostile.Accepted);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_names_rule_place_and_numbers_when_arrays_leave_a_hole()
    {
        var error = Assert.Throws<FileFormatException>(() => Read("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", [0, 0, 0]));
        Assert.Equal("bytes: tensor 'a': Arrays follow each other without hole or overlap, and end after they begin. Expected data_offsets from 0, received [1, 3].", error.Message);
    }

    [Theory]
    [InlineData("../a.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void Index_is_refused_when_a_shard_lies_elsewhere(string shard)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "model.safetensors.index.json");
        File.WriteAllText(path, $$"""{ "weight_map": { "a": "{{shard}}" } }""");
        Assert.Equal(FileFault.UnsafePath, Assert.Throws<FileFormatException>(() => SafetensorsReader.Read(path)).Kind);
    }

    [Fact]
    public void Index_names_the_missing_shard_when_it_is_not_there()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("diglot").FullName, "model.safetensors.index.json");
        File.WriteAllText(path, """{"weight_map":{"a":"gone.safetensors"}}""");
        Assert.Contains("gone.safetensors", Assert.Throws<FileFormatException>(() => SafetensorsReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalogue_detects_the_format_when_content_says_so()
        => Assert.Equal("safetensors", FormatCatalogue.Detect(Path.Combine(Repository.Golden, "torch-files", "safetensors-metadata", "file.safetensors"))?.Name);

    private static SafetensorsFile Read(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return SafetensorsReader.Read(ByteSource.FromMemory((byte[])[.. BitConverter.GetBytes((long)text.Length), .. text, .. data]));
    }
}
