namespace Diglot.Conversion.Source;

/// <summary>How a single-file program names the library: the project where this program runs from a checkout, otherwise the package.</summary>
internal static class Library
{
    /// <summary>The directive for a project of the library, as seen from a folder.</summary>
    public static string Directive(string project, string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "src", project, $"{project}.csproj");
            if (File.Exists(file))
            {
                return $"#:project {Path.GetRelativePath(Path.GetFullPath(folder), file).Replace('\\', '/')}";
            }
        }

        return $"#:package {project}@{typeof(Library).Assembly.GetName().Version!.ToString(3)}";
    }
}
