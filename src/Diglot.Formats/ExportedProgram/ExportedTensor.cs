using Diglot.Tensors;

namespace Diglot.Formats.ExportedProgram;

/// <summary>What is known of a tensor before the program runs.</summary>
/// <param name="Type">Element type; null for those that are unknown here.</param>
/// <param name="Shape">Length of each axis.</param>
public sealed record ExportedTensor(DType? Type, IReadOnlyList<ExportedLength> Shape)
{
    /// <summary>As Python writes the shape: <c>(None, 10)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Shape)}{(Shape.Count == 1 ? "," : "")})";
}
