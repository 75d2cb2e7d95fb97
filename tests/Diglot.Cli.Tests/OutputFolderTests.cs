using Diglot.Cli.Errors;
using Diglot.Cli.Output;
using Xunit;

namespace Diglot.Cli.Tests;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-out-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Opened_folder_exists_and_is_empty()
    {
        var output = OutputFolder.Open(Path.Combine(folder, "a", "b"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(folder, "a", "b")));
        Assert.Equal(Path.Combine(folder, "a", "b", "lenet5.pt"), output["lenet5.pt"]);
    }

    [Fact]
    public void Full_disk_and_broken_rules_have_their_exit_codes()
    {
        Assert.Equal(2, Failure.Report(new IOException("No space left on device", 28)));
        Assert.Equal(2, Failure.Report(new ArgumentException("kernel_size must be positive")));
        Assert.Equal(130, Failure.Report(new OperationCanceledException()));
        Assert.Equal(1, Failure.Report(new InvalidCastException()));
    }
}
