using System.Numerics;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The heap that holds the links and attributes of new-style objects when there are many.</summary>
internal sealed class FractalHeap
{
    private const string What = "fractal heap";
    private readonly Hdf5Image _image;
    private readonly int _idLength;
    private readonly long _hugeTree;
    private readonly int _width;
    private readonly long _startSize;
    private readonly long _maximumDirect;
    private readonly int _offsetSize;
    private readonly int _lengthSize;
    private readonly long _root;
    private readonly int _rootRows;
    private readonly string _place;
    private Dictionary<long, (long Address, long Length)>? _huge;

    public FractalHeap(Hdf5Image image, long address)
    {
        _image = image;
        var cursor = image.Cursor(address, 26 + (12 * image.LengthSize) + (3 * image.AddressSize), What);
        _place = cursor.Place;
        cursor.Signature("FRHP"u8);
        cursor.Version(0, 0);
        _idLength = cursor.U16();
        if (cursor.U16() != 0)
        {
            throw Hdf5Fault.Unsupported(_place, "Links and attributes behind filters are not read");
        }

        cursor.Skip(1);
        var maximumManaged = cursor.U32();
        cursor.Length();
        _hugeTree = cursor.Address();
        cursor.Length();
        cursor.Address();
        cursor.Skip(8 * image.LengthSize);
        _width = cursor.U16();
        _startSize = cursor.Length();
        _maximumDirect = cursor.Length();
        var bits = cursor.U16();
        cursor.Skip(2);
        _root = cursor.Address();
        _rootRows = cursor.U16();
        cursor.Checksum();
        if (_width == 0 || _startSize < 1 || _maximumDirect < _startSize || bits is 0 or > 64 || !BitOperations.IsPow2(_startSize) || !BitOperations.IsPow2(_maximumDirect))
        {
            throw Hdf5Fault.Corrupt(_place, "A heap's blocks have sizes that are powers of two", received: $"width {_width}, blocks of {_startSize} to {_maximumDirect} bytes, {bits} bits");
        }

        _offsetSize = (bits + 7) / 8;
        _lengthSize = (BitOperations.Log2((ulong)Math.Max(Math.Min(_maximumDirect, maximumManaged), 1)) / 8) + 1;
    }

    /// <summary>The bytes of the object that an identifier names.</summary>
    public (byte[] Bytes, long Address) Object(ReadOnlySpan<byte> identifier)
    {
        var cursor = new Hdf5Cursor(identifier, _image.AddressSize, _image.LengthSize, $"{What} identifier", 0);
        var head = cursor.U8();
        switch ((head >> 4) & 3)
        {
            case 0:
                var offset = cursor.Unsigned(_offsetSize);
                var length = cursor.Unsigned(_lengthSize);
                var address = Locate(_root, _rootRows, offset, length, 0);
                return (_image.Block(address, length, $"{What} object"), address);
            case 1:
                var (place, size) = Huge(ref cursor);
                return (_image.Block(place, size, $"{What} object"), place);
            case 2:
                // Identifiers longer than 18 bytes spend a second byte on the length.
                var tiny = _idLength <= 18 ? (head & 15) + 1 : (((head & 15) << 8) | cursor.U8()) + 1;
                return (cursor.Bytes(tiny).ToArray(), 0);
            default:
                throw Hdf5Fault.Corrupt(_place, "An object is managed, huge or tiny", received: $"identifier {Convert.ToHexString(identifier)}");
        }
    }

    private (long Address, long Length) Huge(ref Hdf5Cursor cursor)
    {
        if (_idLength - 1 >= _image.AddressSize + _image.LengthSize)
        {
            return (cursor.Address(), cursor.Length());
        }

        if (_huge is null)
        {
            _huge = [];
            foreach (var record in BTreeV2.Read(_image, _hugeTree, 1).Records)
            {
                var entry = new Hdf5Cursor(record, _image.AddressSize, _image.LengthSize, $"{What} huge object", _hugeTree);
                var place = (entry.Address(), entry.Length());
                _huge[entry.Length()] = place;
            }
        }

        var key = cursor.Unsigned(Math.Min(cursor.Remaining, Math.Min(_idLength - 1, _image.LengthSize)));
        return _huge.TryGetValue(key, out var found) ? found : throw Hdf5Fault.Corrupt(_place, "A huge object's identifier is in the heap's index", received: key);
    }

    /// <summary>Finds an offset of the heap's own address space in its doubling table of blocks.</summary>
    private long Locate(long block, int rows, long offset, long length, int depth)
    {
        if (depth > Hdf5Limits.MaximumTreeDepth)
        {
            throw Hdf5Fault.Corrupt(_place, "Indirect blocks do not lead back to each other");
        }

        if (rows == 0)
        {
            return offset + length <= _startSize && depth == 0 ? block + offset : throw Outside(offset);
        }

        var directRows = BitOperations.Log2((ulong)_maximumDirect) - BitOperations.Log2((ulong)_startSize) + 2;
        var begin = 0L;
        for (var row = 0; row < rows; row++)
        {
            var size = row <= 1 ? _startSize : row - 1 < 62 - BitOperations.Log2((ulong)_startSize) ? _startSize << (row - 1) : throw Outside(offset);
            if (offset - begin >= size * _width && size <= long.MaxValue / 2 / _width)
            {
                begin += size * _width;
                continue;
            }

            var column = (offset - begin) / size;
            var inside = (offset - begin) % size;
            if (inside + length > size)
            {
                throw Outside(offset);
            }

            // Entries for direct blocks and, after them, indirect blocks are all plain addresses.
            var index = ((long)row * _width) + column;
            var head = 5 + _image.AddressSize + _offsetSize;
            var signature = _image.Cursor(block, head, What);
            signature.Signature("FHIB"u8);
            var entry = _image.Cursor(block + head + (index * _image.AddressSize), _image.AddressSize, What).Address();
            if (entry == Hdf5Cursor.Undefined)
            {
                throw Outside(offset);
            }

            return row < directRows
                ? entry + inside
                : Locate(entry, BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)(_startSize * _width)) + 1, inside, length, depth + 1);
        }

        throw Outside(offset);
    }

    private FileFormatException Outside(long offset) => Hdf5Fault.Corrupt(_place, "An object lies inside one block of its heap", received: $"offset {offset}");
}
