using Diglot.TestKit;

namespace Diglot.House.Tests.Sources;

/// <summary>The files of the repository that the rules speak about: what is built, vendored data and generated files are left out.</summary>
internal static class Tree
{
    private static readonly string[] SkippedFolders = ["bin", "obj", ".git", ".vs", ".idea", "TestResults", "artifacts", "node_modules"];
    private static readonly string[] SkippedPaths = ["tests/golden", "data/"];
    private static readonly string[] TextEndings = [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".sh", ".yml", ".txt", ".editorconfig", ".html", ".css", ".js", ".py"];

    private static readonly Lazy<TextFile[]> LoadedTexts = new(() => [.. Walk(new DirectoryInfo(Repository.Root)).Select(Load)]);

    private static readonly Lazy<SourceFile[]> LoadedSources = new(() =>
        [.. Texts.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new SourceFile(file.Path, file.Text))]);

    /// <summary>Every text file.</summary>
    public static IReadOnlyList<TextFile> Texts => LoadedTexts.Value;

    /// <summary>Every C# file of the product, the tests, the benchmarks and the samples.</summary>
    public static IReadOnlyList<SourceFile> Sources => LoadedSources.Value;

    /// <summary>The C# files under a folder.</summary>
    public static IEnumerable<SourceFile> Under(string folder) => Sources.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static TextFile Load(FileInfo file) => new(Relative(file), File.ReadAllText(file.FullName));

    private static string Relative(FileSystemInfo entry) => Path.GetRelativePath(Repository.Root, entry.FullName).Replace('\\', '/');

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (SkippedPaths.Any(path => (Relative(entry) + "/").StartsWith(path, StringComparison.Ordinal)))
            {
                continue;
            }

            switch (entry)
            {
                case DirectoryInfo inner when !SkippedFolders.Contains(inner.Name) && inner.LinkTarget is null:
                    foreach (var file in Walk(inner))
                    {
                        yield return file;
                    }

                    break;
                case FileInfo file when IsText(file) && !file.Name.EndsWith(".g.cs", StringComparison.Ordinal):
                    yield return file;
                    break;
            }
        }
    }

    // .ci/run and its like have no ending.
    private static bool IsText(FileInfo file) => TextEndings.Contains(file.Extension) || Relative(file).StartsWith(".ci/", StringComparison.Ordinal);
}
