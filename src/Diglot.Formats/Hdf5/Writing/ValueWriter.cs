using System.Text;
using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>Writes object headers with their messages, attributes and arrays.</summary>
internal sealed class ValueWriter
{
    private const int MaximumMessage = 65_528;
    private readonly MetadataBuffer _buffer;
    private readonly GlobalHeapWriter _heap;
    private readonly List<(int Field, TensorData Data)> _arrays = [];
    private int _count;

    public ValueWriter(MetadataBuffer buffer)
    {
        _buffer = buffer;
        _heap = new GlobalHeapWriter(buffer);
    }

    /// <summary>Writes a version 1 object header; gives its address.</summary>
    public long Header(string path, IReadOnlyDictionary<string, Hdf5Value> attributes, Action messages)
    {
        if (_heap.IsFull)
        {
            _heap.Flush();
        }

        _buffer.Align();
        var start = _buffer.Position;
        _buffer.Zeros(16);
        messages();
        foreach (var (name, value) in attributes)
        {
            Attribute(path, name, value);
        }

        _buffer.Overwrite(start, [1]);
        _buffer.FillU16(start + 2, _count);
        _buffer.FillU32(start + 4, 1);
        _buffer.FillU32(start + 8, (uint)(_buffer.Position - start - 16));
        _count = 0;
        return start;
    }

    /// <summary>Writes one message of a header.</summary>
    public void Message(int kind, Action content, int flags = 0, string? place = null)
    {
        var start = _buffer.Position;
        _buffer.U16(kind);
        _buffer.U16(0);
        _buffer.U8(flags);
        _buffer.Zeros(3);
        content();
        _buffer.Align();
        var length = _buffer.Position - start - 8;
        if (length > MaximumMessage)
        {
            throw new FileFormatException(FileFault.Limit, "An attribute fits into 64 kB", place, $"at most {MaximumMessage} bytes", $"{length}", "Split it over several attributes, or write an array.");
        }

        _buffer.FillU16(start + 2, length);
        _count++;
    }

    /// <summary>Writes an array's header; numbers follow behind all metadata.</summary>
    public long Dataset(Hdf5Dataset dataset, string path)
    {
        var value = dataset.Value;
        var type = Stored(value, path);
        var texts = value.Shape is not null && type.IsText ? Texts(value, path) : -1;
        var length = value.Shape is null ? 0 : Length(value.Shape, type, path);
        return Header(path, dataset.Attributes, () =>
        {
            Message(0x01, () => Dataspace(value.Shape));
            Message(0x03, () => DatatypeWriter.Write(_buffer, type), flags: 1);

            // Space when first written, fill value if set: the library's defaults.
            Message(0x05, () => _buffer.Write([2, 2, 2, 1, 0, 0, 0, 0]), flags: 1);
            Message(0x08, () =>
            {
                _buffer.Write([3, 1]);
                if (length > 0 && texts < 0)
                {
                    _arrays.Add((_buffer.Position, value.Numbers));
                }

                _buffer.U64(texts);
                _buffer.U64(length);
            });
        });
    }

    /// <summary>Ends the metadata and gives each array its address.</summary>
    public (List<(long Address, TensorData Data)> Arrays, long Length) PlaceArrays()
    {
        _heap.Flush();
        _buffer.Align();
        long end = _buffer.Position;
        var placed = new List<(long Address, TensorData Data)>();
        foreach (var (field, data) in _arrays)
        {
            _buffer.FillU64(field, end);
            placed.Add((end, data));
            end += data.ByteLength;
            end += (placed.Count < _arrays.Count ? -end : 0) & 7;
        }

        return (placed, end);
    }

    private static Hdf5Datatype Stored(Hdf5Value value, string place) => DatatypeWriter.StoredSize(value.Type) is not null
        ? value.Type.IsText || value.Shape is null ? value.Type : Hdf5Datatype.Number(value.Numbers.Type)
        : throw new FileFormatException(FileFault.Unsupported, "Values are text, truth values, integers or floats of 16 to 64 bits", place, received: value.Type.Description);

    private static long Length(long[] shape, Hdf5Datatype type, string place)
    {
        Int128 length = DatatypeWriter.StoredSize(type)!.Value;
        foreach (var axis in shape)
        {
            length *= axis;
        }

        return length <= Array.MaxLength
            ? (long)length
            : throw new FileFormatException(FileFault.Limit, "An array has fewer than 2^31 bytes", place, received: $"shape ({string.Join(", ", shape)})");
    }

    private void Attribute(string path, string name, Hdf5Value value)
    {
        var place = $"{path}: attribute '{name}'";
        var type = Stored(value, place);
        Message(0x0C, () =>
        {
            var start = _buffer.Position;
            var bytes = Encoding.UTF8.GetBytes(name);
            _buffer.U16(1);
            _buffer.U16(bytes.Length + 1);
            _buffer.Zeros(4);
            _buffer.Write(bytes);
            _buffer.U8(0);
            _buffer.Align();
            var typeStart = _buffer.Position;
            DatatypeWriter.Write(_buffer, type);
            _buffer.FillU16(start + 4, _buffer.Position - typeStart);
            _buffer.Align();
            var spaceStart = _buffer.Position;
            Dataspace(value.Shape);
            _buffer.FillU16(start + 6, _buffer.Position - spaceStart);
            _buffer.Align();
            if (value.Shape is not null)
            {
                Elements(value, type, place);
            }
        }, place: place);
    }

    private void Elements(Hdf5Value value, Hdf5Datatype type, string place)
    {
        if (Length(value.Shape!, type, place) > MaximumMessage)
        {
            throw new FileFormatException(FileFault.Limit, "An attribute fits into 64 kB", place, $"at most {MaximumMessage} bytes", $"shape ({string.Join(", ", value.Shape!)})", "Split it over several attributes, or write an array.");
        }

        if (type.IsText)
        {
            TextElements(value, type, place);
            return;
        }

        var bytes = new byte[value.Numbers.ByteLength];
        value.Numbers.CopyTo(bytes);
        _buffer.Write(bytes);
    }

    private int Texts(Hdf5Value value, string place)
    {
        _buffer.Align();
        var start = _buffer.Position;
        TextElements(value, value.Type, place);
        return start;
    }

    private void TextElements(Hdf5Value value, Hdf5Datatype type, string place)
    {
        if (value.Texts.Count != value.Shape!.Aggregate(1L, static (product, axis) => product * axis))
        {
            throw new ArgumentException($"{place}: there are as many texts as the shape says: expected shape ({string.Join(", ", value.Shape!)}), received {value.Texts.Count}.", nameof(value));
        }

        foreach (var text in value.Texts)
        {
            if (type.Class == Hdf5TypeClass.VariableString)
            {
                _heap.Reference(text);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > type.Size)
            {
                throw new ArgumentException($"{place}: each text fits its field: expected at most {type.Size} bytes, received {bytes.Length}.", nameof(value));
            }

            _buffer.Write(bytes);
            _buffer.Zeros(type.Size - bytes.Length);
        }
    }

    private void Dataspace(long[]? shape)
    {
        if (shape is null)
        {
            _buffer.Write([2, 0, 0, 2]);
            return;
        }

        _buffer.Write([1, (byte)shape.Length, 0, 0, 0, 0, 0, 0]);
        foreach (var axis in shape)
        {
            _buffer.U64(axis);
        }
    }
}
