namespace Diglot.Cli.Conversion;

/// <summary>What checking a file against the test vectors beside it found.</summary>
/// <param name="File">The vectors.</param>
/// <param name="Equal">Whether nothing has changed; null where they could not be checked.</param>
/// <param name="Text">The same in words.</param>
internal sealed record VectorCheck(string File, bool? Equal, string Text);
