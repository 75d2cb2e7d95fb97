using System.Diagnostics;
using Diglot.Formats.TorchArchive;
using Xunit;

namespace Diglot.Formats.Tests.TorchArchive;

public sealed class TorchHostileTests
{
    private const long MaximumAllocation = 256 << 20;

    public static TheoryData<string> Files => [.. HostileCase.All.Select(static hostile => hostile.File).Where(static file => file.EndsWith(".pt", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reader_answers_as_golden_allows_when_the_file_is_hostile(string name)
    {
        var hostile = HostileCase.All.Single(hostile => hostile.File == name);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var answer = Answer(hostile.FullPath);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MaximumAllocation);
        Assert.True(FastestOf(5, () => Answer(hostile.FullPath)) < TimeSpan.FromSeconds(2));
        Assert.Contains(answer, hostile.Accepted);
        Assert.False(File.Exists("PWNED"));
    }

    [Theory]
    [InlineData("os-system.pt", "os.system")]
    [InlineData("eval.pt", "builtins.eval")]
    [InlineData("legacy-exec.pt", "builtins.exec")]
    [InlineData("newobj-ex.pt", "subprocess.Popen")]
    [InlineData("dotted-global.pt", "os.system")]
    public void Message_names_the_function_when_a_file_asks_to_call_it(string name, string function)
    {
        var error = Assert.Throws<FileFormatException>(() => TorchReader.Read(Path.Combine(HostileCase.Folder, name)));
        Assert.Equal(FileFault.RefusedCode, error.Kind);
        Assert.Contains(function, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_says_what_to_do_when_the_file_is_a_git_lfs_pointer()
        => Assert.Contains("git lfs pull", Assert.Throws<FileFormatException>(() => TorchReader.Read(Path.Combine(HostileCase.Folder, "lfs-pointer.pt"))).Message, StringComparison.Ordinal);

    /// <summary>The best of some tries: on a busy machine one alone says little.</summary>
    private static TimeSpan FastestOf(int tries, Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < tries && best > TimeSpan.FromSeconds(0.5); i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        return best;
    }

    private static string Answer(string path)
    {
        try
        {
            foreach (var tensor in TorchReader.Read(path).Tensors.Values)
            {
                tensor.Bytes();
            }

            return "ignore";
        }
        catch (FileFormatException error)
        {
            return HostileCase.KindOf(error.Kind);
        }
    }
}
