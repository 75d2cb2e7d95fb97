namespace Diglot.Formats;

/// <summary>What the catalogue knows of a file format.</summary>
/// <param name="Name">The name that messages and commands use.</param>
/// <param name="Extensions">Usual file name endings, with the dot; content decides, not the name.</param>
/// <param name="Detects">Whether the bytes are of this format, judged by a look at a few of them.</param>
public sealed record FileFormat(string Name, IReadOnlyList<string> Extensions, Func<ByteSource, bool> Detects);
