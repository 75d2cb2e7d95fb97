using System.Buffers.Binary;
using Diglot.Tensors;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>
/// Elements that lie in the repeated fields of a <c>TensorProto</c>, one for each sort of number, packed or each with its own tag: small arrays of older exporters.
/// The message is gone through again when they are asked for.
/// </summary>
internal sealed class TypedElements(ByteSource source, WireField message, int field, OnnxElementType type, long[] shape) : TensorData(type.ReadAs()!.Value, shape)
{
    public const int FloatField = 4, IntField = 5, LongField = 7, DoubleField = 10, UnsignedField = 11;

    /// <summary>The field that holds elements of a type.</summary>
    public static int FieldOf(OnnxElementType type) => type switch
    {
        OnnxElementType.Float32 or OnnxElementType.Complex64 => FloatField,
        OnnxElementType.Int64 => LongField,
        OnnxElementType.Float64 or OnnxElementType.Complex128 => DoubleField,
        OnnxElementType.UInt32 or OnnxElementType.UInt64 => UnsignedField,
        _ => IntField,
    };

    /// <summary>How many numbers a field holds, at least and at most: packed whole numbers take one to ten bytes each.</summary>
    public static (long Least, long Most) Count(WireField field)
    {
        if (field.Type != WireType.Bytes)
        {
            return (1, 1);
        }

        return field.Number switch
        {
            FloatField => (field.Length / sizeof(float), field.Length / sizeof(float)),
            DoubleField => (field.Length / sizeof(double), field.Length / sizeof(double)),
            _ => ((field.Length + 9) / 10, field.Length),
        };
    }

    /// <summary>How many numbers stand for this many elements: two for a complex one, one for several that share a byte.</summary>
    public static long Numbers(OnnxElementType type, long elements) => type switch
    {
        OnnxElementType.Complex64 or OnnxElementType.Complex128 => checked(2 * elements),
        _ when type.Bits() < 8 => ((elements * type.Bits()) + 7) / 8,
        _ => elements,
    };

    protected override void CopyCore(Span<byte> destination)
    {
        try
        {
            Read(destination);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(source.Name);
        }
    }

    private void Read(Span<byte> destination)
    {
        var width = SmallElements.Are(type) ? 1 : FieldOf(type) == FloatField ? sizeof(float) : FieldOf(type) == DoubleField ? sizeof(double) : Type.Size;
        var stored = SmallElements.Are(type) ? new byte[Numbers(type, Length)] : destination;
        var written = 0;
        var wire = new WireReader(source);
        foreach (var found in wire.Fields(message, "tensor").Where(found => found.Number == field))
        {
            if (found.Type != WireType.Bytes)
            {
                Put(found.Value, stored, ref written, width);
            }
            else if (field is FloatField or DoubleField)
            {
                var length = checked((int)found.Length);
                if (written + length > stored.Length || length % width != 0)
                {
                    throw Mismatch(stored.Length, written + length);
                }

                source.Read(found.Start, stored.Slice(written, length));
                written += length;
            }
            else
            {
                for (var position = found.Start; position < found.End;)
                {
                    Put(wire.Varint(ref position, found.End, "tensor"), stored, ref written, width);
                }
            }
        }

        if (written != stored.Length)
        {
            throw Mismatch(stored.Length, written);
        }

        if (SmallElements.Are(type))
        {
            SmallElements.Unpack(type, stored, destination);
        }
    }

    private static void Put(ulong value, Span<byte> stored, ref int written, int width)
    {
        if (written + width > stored.Length)
        {
            throw Mismatch(stored.Length, written + width);
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes[..width].CopyTo(stored[written..]);
        written += width;
    }

    private static FileFormatException Mismatch(int expected, int received)
        => new(FileFault.Corrupt, "An array has as many elements as its shape says", "tensor", $"{expected} bytes", $"{received}", "The file is damaged: fetch or export it again.");
}
