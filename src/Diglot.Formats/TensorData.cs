using Diglot.Tensors;

namespace Diglot.Formats;

/// <summary>
/// One stored array as a file describes it: type, shape, and bytes that are read on first use.
/// Formats hand these out so that looking into a large file costs no more than its directory.
/// </summary>
public abstract class TensorData
{
    /// <summary>Describes an array; the bytes stay where they are.</summary>
    protected TensorData(DType type, long[] shape)
    {
        Type = type;
        Shape = shape;
    }

    /// <summary>Element type.</summary>
    public DType Type { get; }

    /// <summary>Length of each axis, outermost first; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>Number of elements.</summary>
    public long Length => Shape.Aggregate(1L, static (product, length) => checked(product * length));

    /// <summary>Number of bytes that <see cref="CopyTo"/> writes.</summary>
    public long ByteLength => checked(Length * Type.Size);

    /// <summary>Writes all elements, row-major and little-endian, whatever order the file keeps them in.</summary>
    /// <param name="destination">At least <see cref="ByteLength"/> bytes.</param>
    public abstract void CopyTo(Span<byte> destination);
}
