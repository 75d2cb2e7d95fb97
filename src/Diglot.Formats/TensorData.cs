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
    public long Length => Shape.Contains(0) ? 0 : Shape.Aggregate(1L, static (product, length) => checked(product * length));

    /// <summary>Number of bytes that <see cref="CopyTo"/> writes.</summary>
    public long ByteLength => checked(Length * Type.Size);

    /// <summary>Writes all elements, row-major and little-endian, whatever order the file keeps them in.</summary>
    /// <param name="destination">At least <see cref="ByteLength"/> bytes.</param>
    /// <exception cref="FileFormatException">The array is damaged, or has 2 GiB and more.</exception>
    public void CopyTo(Span<byte> destination)
    {
        RequireInMemory();
        if (destination.Length < ByteLength)
        {
            throw new ArgumentException($"The destination holds the whole array: expected {ByteLength} bytes, received {destination.Length}.", nameof(destination));
        }

        CopyCore(destination[..(int)ByteLength]);
    }

    /// <summary>The array in memory, to compute with.</summary>
    /// <exception cref="FileFormatException">The array is damaged, or has 2 GiB and more.</exception>
    public NDArray ToNDArray()
    {
        RequireInMemory();
        return Load(Type, [.. Shape.Select(static length => checked((int)length))]);
    }

    /// <summary>All elements as 64-bit floats, row-major; a complex number is two.</summary>
    /// <exception cref="FileFormatException">The array is damaged, or has 2 GiB and more.</exception>
    public double[] ToDoubles()
    {
        RequireInMemory();
        if (Type is DType.Float8E4M3 or DType.Float8E5M2)
        {
            var bytes = new byte[ByteLength];
            CopyCore(bytes);
            return Array.ConvertAll<byte, double>(bytes, Type == DType.Float8E4M3 ? Float8.FromE4M3 : Float8.FromE5M2);
        }

        var type = Type switch { DType.Complex64 => DType.Float32, DType.Complex128 => DType.Float64, _ => Type };
        return Load(type, [checked((int)(ByteLength / type.Size))]).ToArray<double>();
    }

    /// <summary>Writes all elements.</summary>
    /// <param name="destination">Exactly <see cref="ByteLength"/> bytes.</param>
    protected abstract void CopyCore(Span<byte> destination);

    private unsafe NDArray Load(DType type, int[] shape)
    {
        var array = new NDArray(type, shape);
        CopyCore(new Span<byte>(array.Pointer, (int)ByteLength));
        GC.KeepAlive(array);
        return array;
    }

    private void RequireInMemory()
    {
        if (ByteLength > Array.MaxLength)
        {
            throw new FileFormatException(
                FileFault.Limit, "One array has less than 2 GiB", $"array of shape ({string.Join(", ", Shape)})", $"at most {Array.MaxLength} bytes", $"{ByteLength}", "Split the array in the program that wrote it.");
        }
    }
}
