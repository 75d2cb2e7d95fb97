using System.Globalization;

namespace Diglot.Formats.Onnx;

/// <summary>Length of an axis: a number, or a name for one that is only known when the network runs.</summary>
/// <param name="Length">The number; null for an open axis.</param>
/// <param name="Symbol">The name of an open axis; empty where it has none.</param>
public sealed record OnnxDimension(long? Length, string Symbol)
{
    /// <inheritdoc/>
    public override string ToString() => Length?.ToString(CultureInfo.InvariantCulture) ?? (Symbol.Length > 0 ? Symbol : "?");
}
