using Xunit;

namespace Diglot.Formats.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    private string Target => Path.Combine(_folder, "file.bin");

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Final_name_shows_the_old_content_until_all_is_written()
    {
        File.WriteAllText(Target, "old");
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new content"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(Target));
            Assert.Equal(2, Directory.GetFiles(_folder).Length);
        });
        Assert.Equal("new content", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Nothing_is_left_when_writing_fails()
    {
        Assert.Throws<IOException>(() => AtomicFile.Write(Target, static stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Folder_that_is_missing_is_reported_when_writing_begins()
        => Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(_folder, "missing", "file.bin"), static _ => { }));
}
