namespace Diglot.Formats.Pickle;

/// <summary>A Python set or frozenset, in the order of the file.</summary>
/// <param name="IsFrozen">Whether it is a frozenset.</param>
/// <param name="Items">The members.</param>
public sealed record PickleSet(bool IsFrozen, List<object?> Items);
