namespace Diglot.Conversion.Source;

/// <summary>A line of a program: <c>x = F.relu(self.norm(self.conv(x)))</c>.</summary>
/// <param name="Steps">Calls, each around the one before it.</param>
/// <param name="Inputs">Variables that the first takes.</param>
/// <param name="Output">Variable that keeps the result.</param>
/// <param name="IsNew">Whether the variable is met for the first time.</param>
internal sealed record SourceLine<T>(IReadOnlyList<T> Steps, IReadOnlyList<string> Inputs, string Output, bool IsNew)
    where T : ISourceStep
{
    /// <summary>The result.</summary>
    public Value Value => Steps[^1].Output;
}
