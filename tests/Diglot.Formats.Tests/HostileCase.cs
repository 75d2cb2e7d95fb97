using System.Text.Json;
using Diglot.TestKit;

namespace Diglot.Formats.Tests;

/// <summary>A file of <c>golden/hostile/torch</c> and how a reader may answer it.</summary>
public sealed record HostileCase(string File, string Why, IReadOnlyList<string> Accepted)
{
    public string FullPath => Path.Combine(Folder, File);

    public static string Folder => Path.Combine(Repository.Golden, "hostile", "torch");

    public static IReadOnlyList<HostileCase> All { get; } = Load();

    /// <summary>The kind that golden gives an error.</summary>
    public static string KindOf(FileFault fault) => fault switch
    {
        FileFault.RefusedCode => "refuse-code",
        FileFault.Limit => "limit",
        FileFault.Invalid => "invalid",
        FileFault.Corrupt => "corrupt",
        FileFault.WrongFormat => "corrupt",
        _ => fault.ToString(),
    };

    private static List<HostileCase> Load()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, "cases.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(static entry => new HostileCase(
            entry.GetProperty("file").GetString()!,
            entry.GetProperty("why").GetString()!,
            [entry.GetProperty("expected").GetString()!, .. entry.GetProperty("also_accepted").EnumerateArray().Select(static kind => kind.GetString()!)]))];
    }
}
