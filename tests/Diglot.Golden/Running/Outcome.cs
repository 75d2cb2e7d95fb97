namespace Diglot.Golden.Running;

/// <summary>A tried case.</summary>
public sealed record Outcome(string Kind, string Case, Verdict Verdict, double Milliseconds);
