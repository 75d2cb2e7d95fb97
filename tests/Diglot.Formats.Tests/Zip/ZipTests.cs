using System.IO.Compression;
using System.Text;
using Diglot.Formats.Zip;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Zip;

public sealed class ZipTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Entries_are_those_written_when_dotnet_writes_the_archive(CompressionLevel level)
    {
        var zip = ZipReader.Read(ByteSource.FromMemory(Archive(level, ("a/b", "hello hello hello"), ("ä", ""))));
        Assert.Equal(["a/b", "ä"], zip.Entries.Select(static entry => entry.Name));
        Assert.Equal("hello hello hello", Encoding.UTF8.GetString(zip["a/b"].ReadArray()));
        Assert.Equal("lo he", Encoding.UTF8.GetString(zip["a/b"].Open().ReadArray(3, 5)));
        Assert.Empty(zip["ä"].ReadArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Dotnet_reads_what_was_written_when_content_is_aligned(int alignment)
    {
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream, alignment);
        writer.Add("first", "abc"u8);
        writer.Add("second", 5, static append =>
        {
            append("de"u8);
            append("fgh"u8);
        });
        writer.Finish();
        using var archive = new ZipArchive(stream);
        Assert.Equal(["abc", "defgh"], archive.Entries.Select(static entry => new StreamReader(entry.Open()).ReadToEnd()));
        var bytes = stream.ToArray();
        Assert.Equal(0, bytes.AsSpan().IndexOf("abc"u8) % alignment);
        Assert.Equal(0, bytes.AsSpan().IndexOf("defgh"u8) % alignment);
        Assert.Equal("defgh", Encoding.UTF8.GetString(ZipReader.Read(ByteSource.FromMemory(bytes))["second"].ReadArray()));
    }

    [Fact]
    public void Zip64_directory_is_written_and_read_when_there_are_more_entries_than_16_bits_count()
    {
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        for (var i = 0; i < 70_000; i++)
        {
            writer.Add($"{i}", [(byte)i]);
        }

        writer.Finish();
        Assert.Equal([69_999 % 256], ZipReader.Read(ByteSource.FromMemory(stream.ToArray()))["69999"].ReadArray().Select(static value => (int)value));
        using var archive = new ZipArchive(stream);
        Assert.Equal(70_000, archive.Entries.Count);
    }

    [Fact]
    public void Content_is_refused_when_its_check_sum_differs()
    {
        var bytes = Archive(CompressionLevel.NoCompression, ("a", "content"));
        bytes[bytes.AsSpan().IndexOf("content"u8)] ^= 1;
        Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => ZipReader.Read(ByteSource.FromMemory(bytes))["a"].ReadArray()).Kind);
    }

    [Fact]
    public void Entry_is_refused_before_inflating_when_it_is_longer_than_needed()
    {
        var zip = ZipReader.Read(Path.Combine(HostileCase.Folder, "zip-bomb.pt"));
        Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(() => zip["archive/data/0"].Open(48)).Kind);
    }

    [Fact]
    public void Archive_is_refused_when_its_entries_share_bytes()
        => Assert.Equal(FileFault.Limit, Assert.Throws<FileFormatException>(() => ZipReader.Read(Path.Combine(Repository.Golden, "hostile", "keras", "zip_size_bomb.keras"))).Kind);

    [Theory]
    [InlineData("truncated-half.pt")]
    [InlineData("truncated-eocd.pt")]
    [InlineData("central-directory-lies.pt")]
    [InlineData("two-records.pt")]
    [InlineData("empty.pt")]
    [InlineData("text.pt")]
    public void Archive_is_refused_when_it_is_damaged(string file)
        => Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => ZipReader.Read(Path.Combine(HostileCase.Folder, file))).Kind);

    [Fact]
    public void Names_are_marked_unsafe_when_they_lead_out_of_the_archive()
    {
        var zip = ZipReader.Read(Path.Combine(HostileCase.Folder, "path-traversal.pt"));
        Assert.Equal(["../../PWNED", "archive/data/../../../PWNED"], zip.Entries.Where(static entry => entry.HasUnsafeName).Select(static entry => entry.Name));
    }

    [Fact]
    public void Every_cut_gives_a_clear_error_when_an_archive_is_cut_short()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Golden, "torch-files", "zip-deflated", "file.pt"));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => ZipReader.Read(ByteSource.FromMemory(bytes.AsMemory(0, length)))).Kind);
        }
    }

    private static byte[] Archive(CompressionLevel level, params (string Name, string Text)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
