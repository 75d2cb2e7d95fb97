namespace Diglot.Cli.Inspection;

/// <summary>A layer or array that two files have, by its name in each.</summary>
internal sealed record NameMatch(string A, string B, MatchedBy By)
{
    /// <summary>One name for both.</summary>
    public string Text() => A == B ? A : $"{A} = {B}";
}
