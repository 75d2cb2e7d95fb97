namespace Diglot.Formats.Pickle;

/// <summary>A Python range.</summary>
public sealed record PickleRange(long Start, long Stop, long Step);
