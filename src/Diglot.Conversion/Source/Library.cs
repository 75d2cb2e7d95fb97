namespace Diglot.Conversion.Source;

/// <summary>How a single-file program names the library: by its project, where this program runs from a checkout; otherwise its reader has to put the path in.</summary>
internal static class Library
{
    /// <summary>What stands for the folder of the library where it is not known.</summary>
    public const string Unknown = "PATH/TO/diglot";

    /// <summary>The lines for a project of the library, as seen from a folder.</summary>
    public static IReadOnlyList<string> Directives(string project, string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "src", project, $"{project}.csproj");
            if (File.Exists(file))
            {
                return [$"#:project {Path.GetRelativePath(Path.GetFullPath(folder), file).Replace('\\', '/')}"];
            }
        }

        return [$"// Put the folder of your checkout of Diglot into the next line; there is no published package.", $"#:project {Unknown}/src/{project}/{project}.csproj"];
    }
}
