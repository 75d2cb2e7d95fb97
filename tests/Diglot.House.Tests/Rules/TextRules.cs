using System.Text.RegularExpressions;
using Diglot.House.Tests.Sources;

namespace Diglot.House.Tests.Rules;

/// <summary>What may not be written anywhere.</summary>
internal static partial class TextRules
{
    /// <summary>No path of somebody's machine and no address that only answers inside somebody's network.</summary>
    public static IEnumerable<string> NoMachineNames(TextFile file) => Lines(file, MachineNames());

    /// <summary>The product has no holes.</summary>
    public static IEnumerable<string> NoHoles(TextFile file) => Lines(file, Holes());

    private static IEnumerable<string> Lines(TextFile file, Regex forbidden) => file.Lines
        .Select((line, index) => (Match: forbidden.Match(line), Number: index + 1))
        .Where(found => found.Match.Success)
        .Select(found => $"{file.Path}:{found.Number}: {found.Match.Value.Trim()}");

    // The slash is written as [/] so that this file keeps its own rule.
    [GeneratedRegex(@"(?<![\w.~-])[/](work|root|home|Users)[/]|\b[A-Z]:\\Users\\|https?:[/]{2}(\d{1,3}(\.\d{1,3}){3}(?<!127\.0\.0\.1)|[\w.-]+\.(internal|local|lan|corp))\b")]
    private static partial Regex MachineNames();

    [GeneratedRegex(@"\bNotImplemented" + @"Exception\b|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex Holes();
}
