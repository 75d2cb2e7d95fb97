using System.Xml.Linq;

namespace Diglot.House.Tests.Sources;

/// <summary>A project file: its name and what it refers to.</summary>
public sealed record Project(string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static Project Parse(TextFile file)
    {
        var root = XDocument.Parse(file.Text).Root!;
        return new Project(
            file.Path,
            System.IO.Path.GetFileNameWithoutExtension(file.Path),
            [.. Includes("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes("PackageReference")]);

        IEnumerable<string> Includes(string item) => root.Descendants(item).Select(reference => (string?)reference.Attribute("Include") ?? "");
    }
}
