using Diglot.House.Tests.Sources;

namespace Diglot.House.Tests.Rules;

/// <summary>How long a file may be.</summary>
internal static class SizeRules
{
    public const int Soft = 300;
    public const int Hard = 500;
    public const int Median = 100;

    /// <summary>Reads <c>eng/size-exceptions.txt</c>: a path, white space, the reason; <c>#</c> begins a comment.</summary>
    public static Dictionary<string, string> Exceptions(string text) => text.Split('\n')
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1].Trim() : "");

    /// <summary>No file is longer than the hard limit, unless an exception gives the reason; no exception is idle.</summary>
    public static IEnumerable<string> HardLimit(IReadOnlyCollection<TextFile> files, IReadOnlyDictionary<string, string> exceptions)
    {
        var tooLong = files.Where(file => file.LineCount > Hard).Select(file => file.Path).ToHashSet();
        return files.Where(file => tooLong.Contains(file.Path) && !exceptions.ContainsKey(file.Path)).Select(file => $"{file.Path}: {file.LineCount} lines")
            .Concat(exceptions.Where(exception => exception.Value.Length < 10).Select(exception => $"{exception.Key}: its exception gives no reason"))
            .Concat(exceptions.Keys.Where(path => !tooLong.Contains(path)).Select(path => $"{path}: its exception is not needed any more"));
    }

    public static double MedianLength(IEnumerable<TextFile> files)
    {
        var lengths = files.Select(file => file.LineCount).Order().ToArray();
        return lengths.Length == 0 ? 0 : (lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2]) / 2.0;
    }
}
