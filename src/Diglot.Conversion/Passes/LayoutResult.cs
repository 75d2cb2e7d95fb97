namespace Diglot.Conversion.Passes;

/// <summary>A graph in the target's layout, with the place of every value of the source graph in it.</summary>
/// <param name="Graph">The graph in the target's layout.</param>
/// <param name="Values">For each value of the source graph its counterpart and how that lies.</param>
public sealed record LayoutResult(NetworkGraph Graph, IReadOnlyDictionary<Value, (Value Value, ValueLayout Layout)> Values);
