namespace Diglot.Formats.Onnx;

/// <summary>Type and shape of a value of a graph (<c>ValueInfoProto</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type; null where it is no plain array, or not told.</param>
/// <param name="Shape">The axes; null where even their number is not told.</param>
public sealed record OnnxValueInfo(string Name, OnnxElementType? Type, IReadOnlyList<OnnxDimension>? Shape)
{
    /// <summary><c>float32 (batch, 1, 28, 28)</c>.</summary>
    public override string ToString() => $"{(Type is { } type ? type.Text() : "no array")}{(Shape is null ? "" : $" ({string.Join(", ", Shape)}{(Shape.Count == 1 ? "," : "")})")}";
}
