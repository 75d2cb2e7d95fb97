namespace Diglot.Formats.Pickle;

/// <summary>A Python slice: any of its parts may be None.</summary>
public sealed record PickleSlice(object? Start, object? Stop, object? Step);
