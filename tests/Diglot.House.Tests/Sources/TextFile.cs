namespace Diglot.House.Tests.Sources;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Relative to the repository root, with forward slashes.</param>
/// <param name="Text">The contents.</param>
public sealed record TextFile(string Path, string Text)
{
    public string[] Lines => Text.Split('\n');

    public int LineCount => Text.Length == 0 ? 0 : Text.Count(character => character == '\n') + (Text.EndsWith('\n') ? 0 : 1);
}
