using Diglot.Formats;

namespace Diglot.Conversion.Files;

/// <summary>A weight on its way into a file: read, permuted and written in one go when the writer comes to it.</summary>
internal sealed class WeightTensorData(Weight weight) : TensorData(weight.Type, [.. weight.Shape.Select(static length => (long)length)])
{
    protected override void CopyCore(Span<byte> destination) => weight.CopyTo(destination);
}
