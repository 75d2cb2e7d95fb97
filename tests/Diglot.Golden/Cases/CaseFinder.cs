using System.Text.Json;

namespace Diglot.Golden.Cases;

/// <summary>Finds cases in a folder by their form alone: folders with a <c>case.json</c>, and tables with a list <c>cases</c>.</summary>
public static class CaseFinder
{
    /// <summary>All cases below a root, in order of their names.</summary>
    public static IEnumerable<GoldenCase> Find(string root)
    {
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"The folder of reference cases {root} does not exist.");
        }

        foreach (var kind in Directory.GetDirectories(root).Order(StringComparer.Ordinal))
        {
            foreach (var found in InFolder(Path.GetFileName(kind), string.Empty, kind))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<GoldenCase> InFolder(string kind, string below, string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var found in InFile(kind, below, folder, file))
            {
                yield return found;
            }
        }

        foreach (var inner in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Join(below, Path.GetFileName(inner));
            var description = new[] { "case.json", "facts.json" }.Select(file => Path.Combine(inner, file)).FirstOrDefault(File.Exists);
            if (description is not null)
            {
                yield return new(kind, name, Join(kind, below), inner, Read(description));
            }
            else
            {
                foreach (var found in InFolder(kind, name, inner))
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<GoldenCase> InFile(string kind, string below, string folder, string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        if (stem.EndsWith(".expect", StringComparison.Ordinal))
        {
            // An architecture file with what is to be read from it beside it.
            yield return new(kind, Join(below, Path.GetFileNameWithoutExtension(stem)), Join(kind, below), folder, Read(file));
            yield break;
        }

        if (File.Exists(Path.Combine(folder, stem + ".expect.json")))
        {
            yield break;
        }

        var json = Read(file);
        var list = json.ValueKind == JsonValueKind.Array ? json : json.TryGetProperty("cases", out var cases) ? cases : default;
        if (list.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        // A table named cases.json speaks for its whole folder.
        var table = stem == "cases" ? below : Join(below, stem);
        foreach (var entry in list.EnumerateArray())
        {
            var id = Path.GetFileName(entry.TryGetProperty("id", out var own) ? own.GetString()! : entry.GetProperty("file").GetString()!);
            yield return new(kind, Join(table, id), Join(kind, table), folder, entry, json);
        }
    }

    private static JsonElement Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonDocument.Parse(stream).RootElement;
    }

    private static string Join(string above, string name) => above.Length == 0 ? name : name.Length == 0 ? above : above + "/" + name;
}
