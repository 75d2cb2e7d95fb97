using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests;

/// <summary>What fuzzing found (tests/Diglot.Fuzz) stays repaired.</summary>
public sealed class FindingsTests
{
    private const long MaximumBytes = 256L << 20;

    private static string Folder => Path.Combine(Repository.Root, "tests", "Diglot.Formats.Tests", "Findings");

    public static TheoryData<string> Files => [.. new DirectoryInfo(Folder).GetFiles().Select(static file => file.Name).Where(static name => name != "why.txt").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Input_that_once_broke_a_reader_is_read_or_refused_in_its_own_words(string file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Record.Exception(() => Read(Path.Combine(Folder, file)));
        Assert.True(fault is null or FileFormatException, $"{fault}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumBytes);
    }

    [Fact]
    public void Each_finding_says_why_it_is_here()
    {
        var told = File.ReadLines(Path.Combine(Folder, "why.txt")).Where(static line => !line.StartsWith('#')).Select(static line => line[..line.IndexOf(':')]);
        Assert.Equal(Files.Select(static row => row.Data), told.Order(StringComparer.Ordinal));
    }

    private static void Read(string path)
    {
        var file = ModelFileReader.Read(path);
        foreach (var tensor in file.Weights.Values.Concat(file.OptimizerState.Values).Where(static tensor => tensor.ByteLength < MaximumBytes / 16))
        {
            tensor.CopyTo(new byte[tensor.ByteLength]);
        }
    }
}
