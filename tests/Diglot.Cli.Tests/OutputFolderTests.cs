using Diglot.Cli.Errors;
using Diglot.Cli.Output;
using Xunit;

namespace Diglot.Cli.Tests;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-out-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Failed_save_keeps_the_old_file_and_leaves_no_other()
    {
        var output = OutputFolder.Open(folder);
        output.Save("a.txt", path => File.WriteAllText(path, "old"));
        Assert.Throws<IOException>(() => output.Save("a.txt", path =>
        {
            File.WriteAllText(path, "half of the new");
            throw new IOException("no space", 28);
        }));
        Assert.Equal([Path.Combine(folder, "a.txt")], Directory.GetFileSystemEntries(folder));
        Assert.Equal("old", File.ReadAllText(Path.Combine(folder, "a.txt")));
    }

    [Fact]
    public void Writer_sees_the_ending_of_the_file_it_writes() =>
        OutputFolder.Open(folder).Save("curve.svg", path =>
        {
            Assert.EndsWith(".svg", path);
            File.WriteAllText(path, "x");
        });

    [Fact]
    public void Full_disk_and_broken_rules_have_their_exit_codes()
    {
        Assert.Equal(2, Failure.Report(new IOException("No space left on device", 28)));
        Assert.Equal(2, Failure.Report(new ArgumentException("kernel_size must be positive")));
        Assert.Equal(130, Failure.Report(new OperationCanceledException()));
        Assert.Equal(1, Failure.Report(new InvalidCastException()));
    }
}
