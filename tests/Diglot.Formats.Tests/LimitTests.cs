using System.Buffers.Binary;
using System.Text;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.Safetensors;
using Xunit;

namespace Diglot.Formats.Tests;

/// <summary>Texts that are short for what they make: refused before they fill the memory.</summary>
public sealed class LimitTests
{
    private const long MaximumBytes = 256L << 20;

    [Theory]
    [InlineData("{", "\"t#\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}", "}", 500_000)]
    [InlineData("""{"__metadata__":{""", "\"#\":\"\"", "}}", 2_000_000)]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,0],"shape":[""", "0", "]}}", 2_000_000)]
    public void Header_of_safetensors_that_lists_too_much_is_refused(string beginning, string unit, string end, int count)
    {
        var units = string.Join(',', Enumerable.Range(0, count).Select(i => unit.Replace("#", $"{i}")));
        var header = Encoding.ASCII.GetBytes(beginning + units + end);
        var file = new byte[header.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, 8);

        Refused(() => SafetensorsReader.Read(ByteSource.FromMemory(file)));
    }

    [Fact]
    public void Configuration_of_very_many_values_is_refused()
    {
        var text = Encoding.ASCII.GetBytes($$"""{"layers":[{{string.Join(',', Enumerable.Repeat("""{"a":1}""", 1_900_000))}}]}""");
        Refused(() => KerasJson.Parse(text, "config.json", null));
    }

    private static void Refused(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(read).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumBytes);
    }
}
