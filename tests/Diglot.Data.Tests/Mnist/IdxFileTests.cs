using Diglot.Data.Mnist;
using Xunit;

namespace Diglot.Data.Tests.Mnist;

public sealed class IdxFileTests : IDisposable
{
    private readonly MnistFiles files = new();

    public void Dispose() => files.Dispose();

    private MnistFormatException Refusal(byte[] bytes, int rank) =>
        Assert.Throws<MnistFormatException>(() => IdxFile.Read(files.Write("file", bytes), rank));

    [Fact]
    public void Wrong_magic_is_refused_with_both_values()
    {
        var refused = Refusal(MnistFiles.Labels(3), rank: 3);
        Assert.Equal(("00000803", "00000801"), (refused.Expected, refused.Received));
    }

    [Fact]
    public void Saved_web_page_is_refused() => Assert.Equal("3C68746D", Refusal("<html>Not found</html>"u8.ToArray(), rank: 1).Received);

    [Fact]
    public void Raw_file_is_refused_at_every_truncated_length()
    {
        var whole = MnistFiles.Labels(6);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Contains("fetch it again", Refusal(whole[..length], rank: 1).Message);
        }
    }

    [Fact]
    public void Gzip_file_is_refused_at_every_truncated_length()
    {
        var whole = MnistFiles.Pack(MnistFiles.Labels(6));
        for (var length = 0; length < whole.Length; length++)
        {
            Refusal(whole[..length], rank: 1);
        }
    }

    [Fact]
    public void Gzip_checksum_and_length_are_checked()
    {
        var whole = MnistFiles.Pack(MnistFiles.Labels(6));
        for (var fromEnd = 1; fromEnd <= 8; fromEnd++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[^fromEnd] ^= 0x40;
            Refusal(damaged, rank: 1);
        }
    }

    [Fact]
    public void Bytes_after_the_last_element_are_refused()
    {
        Assert.Equal(("8 + 6 bytes", "15 bytes"), Compared(Refusal([.. MnistFiles.Labels(6), 0], rank: 1)));
        Assert.Equal(("8 + 6 bytes", "15 bytes"), Compared(Refusal(MnistFiles.Pack([.. MnistFiles.Labels(6), 0]), rank: 1)));

        static (string, string) Compared(MnistFormatException refused) => (refused.Expected, refused.Received);
    }

    [Fact]
    public void Huge_declared_size_is_refused_before_memory_is_taken()
    {
        byte[] promise = [0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("16 bytes", Refusal(MnistFiles.Pack(promise), rank: 3).Received);
        // A trailer that agrees with the false promise does not help it.
        var forged = MnistFiles.Pack([0, 0, 8, 1, 0x7F, 0, 0, 0]);
        byte[] length = [0x08, 0, 0, 0x7F];
        length.CopyTo(forged, forged.Length - 4);
        Refusal(forged, rank: 1);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Negative_and_zero_sizes_are_refused()
    {
        Assert.Contains("axis 0", Refusal([0, 0, 8, 1, 0xFF, 0, 0, 0], rank: 1).Received);
        Assert.Contains("axis 0", Refusal([0, 0, 8, 1, 0, 0, 0, 0], rank: 1).Received);
    }
}
