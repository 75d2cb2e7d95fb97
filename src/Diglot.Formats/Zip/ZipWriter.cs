using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Diglot.Formats.Zip;

/// <summary>
/// Writes an archive of stored entries, zip64 where a size or offset needs it. Dates are fixed, so that equal content gives
/// equal files.
/// </summary>
public sealed class ZipWriter
{
    private const ushort FixedDate = 0x21; // 1 January 1980
    private const ushort Utf8Names = 1 << 11;

    private readonly Stream _stream;
    private readonly int _alignment;
    private readonly List<Written> _entries = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Begins an archive.</summary>
    /// <param name="stream">Where it goes; seekable, at its beginning.</param>
    /// <param name="alignment">Content begins at multiples of this many bytes (PyTorch: 64), by padding in an extra field; 1 for none.</param>
    public ZipWriter(Stream stream, int alignment = 1)
    {
        _stream = stream;
        _alignment = alignment;
    }

    private readonly record struct Written(byte[] Name, uint Crc, long Length, long Offset);

    /// <summary>Adds an entry from memory.</summary>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        WriteLocalHeader(name, content.Length, Crc32.HashToUInt32(content));
        _stream.Write(content);
    }

    /// <summary>Adds an entry piece by piece.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="length">Exactly how many bytes <paramref name="write"/> will append.</param>
    /// <param name="write">Appends the content through the action it is given.</param>
    public void Add(string name, long length, Action<ZipAppend> write)
    {
        WriteLocalHeader(name, length, 0);
        var checksum = new Crc32();
        var written = 0L;
        write(bytes =>
        {
            checksum.Append(bytes);
            written += bytes.Length;
            _stream.Write(bytes);
        });
        if (written != length)
        {
            throw new InvalidOperationException($"An entry is as long as announced: '{name}', expected {length} bytes, received {written}.");
        }

        var crc = checksum.GetCurrentHashAsUInt32();
        _entries[^1] = _entries[^1] with { Crc = crc };
        var end = _stream.Position;
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, crc);
        _stream.Position = _entries[^1].Offset + 14;
        _stream.Write(bytes);
        _stream.Position = end;
    }

    /// <summary>Writes the directory; the archive is complete then.</summary>
    public void Finish()
    {
        var start = _stream.Position;
        foreach (var entry in _entries)
        {
            WriteCentralHeader(entry);
        }

        var length = _stream.Position - start;
        if (start > uint.MaxValue - 1 || length > uint.MaxValue - 1 || _entries.Count > ushort.MaxValue - 1)
        {
            WriteZip64End(start, length);
        }

        Write(
            (4, 0x06054b50), (2, 0), (2, 0), (2, Math.Min(_entries.Count, ushort.MaxValue)), (2, Math.Min(_entries.Count, ushort.MaxValue)),
            (4, Math.Min(length, uint.MaxValue)), (4, Math.Min(start, uint.MaxValue)), (2, 0));
    }

    private void WriteLocalHeader(string name, long length, uint crc)
    {
        if (!_names.Add(name))
        {
            throw new FileFormatException(FileFault.Invalid, "A name occurs once in an archive", $"archive entry '{name}'");
        }

        var rawName = Encoding.UTF8.GetBytes(name);
        var offset = _stream.Position;
        var isLarge = length >= uint.MaxValue;
        var headerEnd = offset + 30 + rawName.Length + (isLarge ? 20 : 0);
        var padding = _alignment == 1 ? 0 : 4 + (int)((_alignment - ((headerEnd + 4) % _alignment)) % _alignment);
        var size = isLarge ? uint.MaxValue : length;
        Write(
            (4, 0x04034b50), (2, isLarge ? 45 : 20), (2, Utf8Names), (2, 0), (2, 0), (2, FixedDate), (4, crc), (4, size), (4, size),
            (2, rawName.Length), (2, padding + (isLarge ? 20 : 0)));
        _stream.Write(rawName);
        if (isLarge)
        {
            Write((2, 1), (2, 16), (8, length), (8, length));
        }

        if (padding > 0)
        {
            Write((2, 0x4246), (2, padding - 4));
            Span<byte> fill = stackalloc byte[padding - 4];
            fill.Fill((byte)'Z');
            _stream.Write(fill);
        }

        _entries.Add(new Written(rawName, crc, length, offset));
    }

    private void WriteCentralHeader(Written entry)
    {
        var isLarge = entry.Length >= uint.MaxValue;
        var isFar = entry.Offset >= uint.MaxValue;
        var values = (isLarge ? 16 : 0) + (isFar ? 8 : 0);
        var size = isLarge ? uint.MaxValue : entry.Length;
        Write(
            (4, 0x02014b50), (2, values > 0 ? 45 : 20), (2, values > 0 ? 45 : 20), (2, Utf8Names), (2, 0), (2, 0), (2, FixedDate), (4, entry.Crc), (4, size), (4, size),
            (2, entry.Name.Length), (2, values > 0 ? values + 4 : 0), (2, 0), (2, 0), (2, 0), (4, 0), (4, isFar ? uint.MaxValue : entry.Offset));
        _stream.Write(entry.Name);
        if (values > 0)
        {
            Write((2, 1), (2, values));
        }

        if (isLarge)
        {
            Write((8, entry.Length), (8, entry.Length));
        }

        if (isFar)
        {
            Write((8, entry.Offset));
        }
    }

    private void WriteZip64End(long start, long length)
    {
        var position = _stream.Position;
        Write((4, 0x06064b50), (8, 44), (2, 45), (2, 45), (4, 0), (4, 0), (8, _entries.Count), (8, _entries.Count), (8, length), (8, start));
        Write((4, 0x07064b50), (4, 0), (8, position), (4, 1));
    }

    private void Write(params ReadOnlySpan<(int Size, long Value)> fields)
    {
        Span<byte> bytes = stackalloc byte[8];
        foreach (var (size, value) in fields)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            _stream.Write(bytes[..size]);
        }
    }
}
