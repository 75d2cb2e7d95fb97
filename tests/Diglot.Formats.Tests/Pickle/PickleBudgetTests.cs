using System.Text;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using Xunit;

namespace Diglot.Formats.Tests.Pickle;

/// <summary>Pickles that would make far more of themselves than they are long: one clear error, and no more memory than 256 MiB on the way.</summary>
public sealed class PickleBudgetTests
{
    private const long MaximumBytes = 256L << 20;

    [Theory]
    [InlineData("nine million whole numbers", "](", "M\0\x01", 9_000_000, "e.")]
    [InlineData("five million floats", "(", "G\0\0\0\0\0\0\0\x01", 5_000_000, "t.")]
    [InlineData("lists", "](", "]", 9_000_000, "e.")]
    [InlineData("dicts of one item", "](", "}K\x01K\x01s", 3_000_000, "e.")]
    [InlineData("tuples", "(", "N\x85", 9_000_000, "t.")]
    [InlineData("texts", "(", "X\x01\0\0\0a", 3_000_000, "t.")]
    [InlineData("texts of protocol 0", "(", "F1\n", 6_000_000, "t.")]
    [InlineData("values kept for recall", "N", "\x94", 19_000_000, ".")]
    [InlineData("marks", "", "(", 19_900_000, ".")]
    [InlineData("references to one value", "", "N", 19_900_000, ".")]
    [InlineData("objects", "cfoo\nBar\nq\x01(", "h\x01)\x81", 4_000_000, "t.")]
    [InlineData("copies of one list", "](NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNeq\x01(", "cbuiltins\nlist\nh\x01\x85R", 200_000, "t.")]
    public void Flood_of_values_is_refused_before_it_fills_the_memory(string what, string beginning, string unit, int count, string end)
    {
        var pickle = Encoding.Latin1.GetBytes("\x80\x02" + beginning + string.Concat(Enumerable.Repeat(unit, count)) + end);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<FileFormatException>(() => PickleReader.Read(ByteSource.FromMemory(pickle)));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((FileFault.Limit, what), (fault.Kind, what));
        Assert.InRange(allocated, 0, MaximumBytes);
    }

    [Fact]
    public void Long_text_is_refused_before_it_is_read()
    {
        var pickle = new byte[100_000_008];
        Encoding.Latin1.GetBytes("\x80\x02X\0\xe1\xf5\x05").CopyTo(pickle, 0);
        pickle[^1] = (byte)'.';
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(() => PickleReader.Read(ByteSource.FromMemory(pickle))).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Files_inside_one_another_share_one_budget()
    {
        var inner = Encoding.Latin1.GetBytes("\x80\x02(" + new string('N', 1_000_000) + "t.");
        var length = Encoding.Latin1.GetString(BitConverter.GetBytes(inner.Length));
        var outer = Encoding.Latin1.GetBytes($"\x80\u0003B{length}{Encoding.Latin1.GetString(inner)}q\x01({string.Concat(Enumerable.Repeat("ctorch.storage\n_load_from_bytes\nh\x01\x85R", 50))}t.");
        Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(() => TorchReader.Read(ByteSource.FromMemory(outer))).Kind);
    }

    [Fact]
    public void Vocabulary_of_four_hundred_thousand_words_is_read()
    {
        // Real checkpoints hold such a dict: a word, kept for recall, and its number.
        const int words = 400_000;
        var pickle = new MemoryStream();
        pickle.Write([0x80, 4, (byte)'}', (byte)'(']);
        for (var i = 0; i < words; i++)
        {
            var word = Encoding.ASCII.GetBytes($"word{i}");
            pickle.Write([0x8c, (byte)word.Length, .. word, 0x94, (byte)'J', .. BitConverter.GetBytes(i)]);
        }

        pickle.Write("u."u8);
        var read = Assert.IsType<PickleDict>(PickleReader.Read(ByteSource.FromMemory(pickle.ToArray())));
        Assert.Equal(words, read.Count);
        Assert.Equal(399_999L, read["word399999"]);
    }
}
