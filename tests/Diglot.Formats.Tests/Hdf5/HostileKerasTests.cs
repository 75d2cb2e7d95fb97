using System.Text.Json;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>Damaged and hostile files. Faults of the container are found here; those of the network only where it is built.</summary>
public sealed class HostileKerasTests
{
    private static readonly string Folder = Path.Combine(Repository.Golden, "hostile", "keras");
    private static readonly string[] OfTheContainer = ["corrupt", "not-keras", "unsafe-link", "unsafe-path", "too-large"];
    private static readonly string[] OfTheConfigText = ["zip_bad_json", "zip_deep_json", "config_nan_dim"];

    public static TheoryData<string, string> Cases => new(Entries()
        .Where(static entry => OfTheContainer.Contains(entry.Expect) && entry.Name != "config_overflow.keras" || OfTheConfigText.Contains(Path.GetFileNameWithoutExtension(entry.Name)))
        .Select(static entry => (entry.Name, entry.Expect)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reader_refuses_clearly_when_the_file_is_hostile(string name, string expect)
    {
        var path = Path.Combine(Folder, name);
        var before = GC.GetTotalAllocatedBytes();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = Assert.Throws<FileFormatException>(() => ReadAll(path));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 256 << 20);
        Assert.Equal(expect, KindOf(error.Kind));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_never_runs_on_when_any_file_is_read_whole()
    {
        foreach (var (name, _) in Entries())
        {
            Assert.True(Record.Exception(() => ReadAll(Path.Combine(Folder, name))) is null or FileFormatException, name);
        }
    }

    private static void ReadAll(string path)
    {
        if (path.EndsWith(".keras", StringComparison.Ordinal))
        {
            foreach (var (_, tensor) in KerasVariables.All(KerasArchiveReader.Read(path).Weights))
            {
                tensor.Bytes();
            }

            return;
        }

        var file = KerasH5Reader.Read(path);
        foreach (var weight in file.Layers.SelectMany(static layer => layer.Weights))
        {
            weight.Data.Bytes();
        }
    }

    private static string KindOf(FileFault fault) => fault switch
    {
        FileFault.Corrupt => "corrupt",
        FileFault.WrongFormat => "not-keras",
        FileFault.UnsafeLink => "unsafe-link",
        FileFault.UnsafePath => "unsafe-path",
        FileFault.Limit => "too-large",
        FileFault.BadConfig => "bad-config",
        _ => fault.ToString(),
    };

    private static List<(string Name, string Expect)> Entries() =>
    [
        .. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))).RootElement.GetProperty("cases").EnumerateArray()
            .Select(static entry => (entry.GetProperty("file").GetString()!, entry.GetProperty("expect").GetString()!)),
    ];
}
