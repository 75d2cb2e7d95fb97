using Diglot.Tensors;

namespace Diglot.Formats;

/// <summary>An array whose bytes are in memory already: what a writer is given.</summary>
public sealed class MemoryTensorData : TensorData
{
    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Wraps the bytes without copying them.</summary>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="bytes">Elements, row-major and little-endian, exactly as many as the shape says.</param>
    public MemoryTensorData(DType type, long[] shape, ReadOnlyMemory<byte> bytes)
        : base(type, shape)
    {
        if (bytes.Length != ByteLength)
        {
            throw new ArgumentException($"An array needs as many bytes as its type and shape say: expected {ByteLength}, received {bytes.Length}.", nameof(bytes));
        }

        _bytes = bytes;
    }

    /// <summary>The elements of an array in memory, copied.</summary>
    public static unsafe MemoryTensorData Of(NDArray array)
    {
        var source = array.Contiguous();
        var bytes = new ReadOnlySpan<byte>(source.Pointer, checked((int)(source.Length * source.Type.Size))).ToArray();
        GC.KeepAlive(source);
        return new(array.Type, [.. array.Shape.Select(static length => (long)length)], bytes);
    }

    /// <inheritdoc/>
    protected override void CopyCore(Span<byte> destination) => _bytes.Span.CopyTo(destination);
}
