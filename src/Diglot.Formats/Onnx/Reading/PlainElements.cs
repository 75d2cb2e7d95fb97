using Diglot.Tensors;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>Elements that lie row-major and little-endian, in the file or in one beside it; those of under a byte several to a byte, the first in the lowest bits.</summary>
internal sealed class PlainElements(Func<ByteSource> open, OnnxElementType type, long[] shape) : TensorData(type.ReadAs()!.Value, shape)
{
    protected override void CopyCore(Span<byte> destination)
    {
        var source = open();
        if (!SmallElements.Are(type))
        {
            source.Read(0, destination);
            return;
        }

        SmallElements.Unpack(type, source.ReadArray(0, checked((int)source.Length)), destination);
    }
}
