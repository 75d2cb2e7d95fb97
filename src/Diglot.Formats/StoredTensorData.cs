using Diglot.Tensors;

namespace Diglot.Formats;

/// <summary>An array that lies in a file row-major and little-endian, in one piece; read when it is asked for.</summary>
internal sealed class StoredTensorData(ByteSource source, long offset, DType type, long[] shape) : TensorData(type, shape)
{
    protected override void CopyCore(Span<byte> destination) => source.Read(offset, destination);
}
