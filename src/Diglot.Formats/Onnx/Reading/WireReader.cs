using System.Buffers.Binary;
using System.Text;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>
/// Reads protobuf's wire format (https://protobuf.dev/programming-guides/encoding/) piece by piece: a message of gigabytes costs no more than its structure,
/// because bytes that nobody asks for are skipped.
/// </summary>
internal sealed class WireReader(ByteSource source)
{
    private const int BlockLength = 4096, MaximumVarint = 10, ObjectCost = 40, NumberCost = 24;

    private readonly byte[] _block = new byte[BlockLength];
    private long _blockStart;
    private int _blockLength;
    private long _spent;

    /// <summary>The bytes.</summary>
    public ByteSource Source => source;

    /// <summary>The fields of a message, in the file's order.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="place">What it is, for messages.</param>
    public IEnumerable<WireField> Fields(long start, long end, string place)
    {
        for (var position = start; position < end;)
        {
            var tag = Varint(ref position, end, place);
            var (number, type) = (tag >> 3, (WireType)(tag & 7));
            if (number is 0 or > int.MaxValue || type is not (WireType.Number or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
            {
                throw new FileFormatException(FileFault.Corrupt, "A protobuf message is made of fields", $"{place}, byte {position}", received: $"field {number} of wire type {(int)type}", remedy: "The file is damaged, or no ONNX file.");
            }

            var value = type switch
            {
                WireType.Fixed64 => Fixed(ref position, sizeof(ulong), end, place),
                WireType.Fixed32 => Fixed(ref position, sizeof(uint), end, place),
                _ => Varint(ref position, end, place),
            };
            if (type == WireType.Bytes && value > (ulong)(end - position))
            {
                throw Short(place, position, $"{value} bytes", end - position);
            }

            yield return new((int)number, type, value, position);
            position += type == WireType.Bytes ? (long)value : 0;
        }
    }

    /// <summary>The fields of a message within a message.</summary>
    public IEnumerable<WireField> Fields(WireField field, string place) => field.Type == WireType.Bytes ? Fields(field.Start, field.End, place) : throw field.Wrong(place);

    /// <summary>A text.</summary>
    public string Text(WireField field, string place)
    {
        if (field.Type != WireType.Bytes)
        {
            throw field.Wrong(place);
        }

        Spend(ObjectCost + (2 * field.Length), place);
        return Encoding.UTF8.GetString(source.ReadArray(field.Start, (int)field.Length));
    }

    /// <summary>A whole number.</summary>
    public static long Integer(WireField field, string place) => field.Type == WireType.Number ? field.Integer : throw field.Wrong(place);

    /// <summary>Adds the whole numbers of a repeated field: one, or many packed into bytes.</summary>
    public void Integers(WireField field, List<long> numbers, string place)
    {
        if (field.Type == WireType.Bytes)
        {
            for (var position = field.Start; position < field.End;)
            {
                Spend(NumberCost, place);
                numbers.Add((long)Varint(ref position, field.End, place));
            }

            return;
        }

        Spend(NumberCost, place);
        numbers.Add(Integer(field, place));
    }

    /// <summary>Adds the floats of a repeated field: one, or many packed into bytes.</summary>
    public void Floats(WireField field, List<double> numbers, string place)
    {
        if (field.Type == WireType.Bytes)
        {
            Spend(field.Length * 4, place);
            for (var position = field.Start; position < field.End;)
            {
                numbers.Add(BitConverter.UInt32BitsToSingle((uint)Fixed(ref position, sizeof(uint), field.End, place)));
            }

            return;
        }

        Spend(NumberCost, place);
        numbers.Add(field.Type == WireType.Fixed32 ? field.Float : throw field.Wrong(place));
    }

    /// <summary>Counts memory that the file's structure takes.</summary>
    /// <exception cref="FileFormatException">It is more than a real file's.</exception>
    public void Spend(long bytes, string place)
    {
        _spent += bytes;
        if (_spent > OnnxLimits.MaximumMemory)
        {
            throw new FileFormatException(FileFault.Limit, "A model has no more nodes, names and numbers than a real one", place, $"about {OnnxLimits.MaximumMemory >> 20} MiB at most, arrays not counted");
        }
    }

    /// <summary>A number of seven bits a byte; moves the position behind it.</summary>
    public ulong Varint(ref long position, long end, string place)
    {
        // Most numbers are one byte long and in the block already.
        if (position < end && position >= _blockStart && position < _blockStart + _blockLength && _block[position - _blockStart] is < 0x80 and var only)
        {
            position++;
            return only;
        }

        var value = 0UL;
        for (var i = 0; i < MaximumVarint; i++)
        {
            var next = Byte(ref position, end, place);
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FileFormatException(FileFault.Corrupt, "A number takes at most ten bytes", $"{place}, byte {position}", remedy: "The file is damaged, or no ONNX file.");
    }

    private ulong Fixed(ref long position, int length, long end, string place)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        for (var i = 0; i < length; i++)
        {
            bytes[i] = Byte(ref position, end, place);
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private byte Byte(ref long position, long end, string place)
    {
        if (position >= end)
        {
            throw Short(place, position, "more bytes", 0);
        }

        if (position < _blockStart || position >= _blockStart + _blockLength)
        {
            _blockStart = position;
            _blockLength = (int)Math.Min(BlockLength, source.Length - position);
            source.Read(position, _block.AsSpan(0, _blockLength));
        }

        return _block[position++ - _blockStart];
    }

    private static FileFormatException Short(string place, long position, string expected, long received)
        => new(FileFault.Corrupt, "A message ends where its length says", $"{place}, byte {position}", expected, $"{received}", "The file was probably cut short: fetch or save it again.");
}
