using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Diglot.Formats.Zip;

/// <summary>
/// Reads a zip archive's directory (PKWARE APPNOTE 6.3, zip64 included) with every offset checked; entries are stored or
/// deflated and read one by one. Nothing is ever unpacked to disk.
/// </summary>
public static class ZipReader
{
    private const int EndLength = 22;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int CentralHeaderLength = 46;

    /// <summary>Reads a file's directory.</summary>
    public static ZipDirectory Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="FileFormatException">It is damaged, or names an entry twice.</exception>
    public static ZipDirectory Read(ByteSource source)
    {
        var (offset, length, count) = FindDirectory(source);
        if (length > ZipLimits.MaximumDirectoryLength)
        {
            throw new FileFormatException(FileFault.Limit, "An archive's directory is at most 128 MiB", "central directory", received: $"{length} bytes", file: source.Name);
        }

        var directory = source.ReadArray(offset, (int)length);
        var entries = new List<ZipEntry>();
        var rest = directory.AsSpan();
        var stored = 0L;
        while (entries.Count < count)
        {
            entries.Add(ReadEntry(source, ref rest));
            stored += entries[^1].CompressedLength;
            if (entries[^1].HeaderOffset >= offset)
            {
                throw Corrupt(source, "Entries lie in front of the directory", $"archive entry '{entries[^1].Name}'");
            }

            if (stored > offset)
            {
                // Many entries over the same bytes: a small file that would unpack to a huge one.
                throw new FileFormatException(
                    FileFault.Limit, "Entries do not share bytes", $"archive entry '{entries[^1].Name}'", $"at most {offset} bytes in all entries", $"{stored}", file: source.Name);
            }
        }

        return new ZipDirectory(source, entries);
    }

    private static (long Offset, long Length, long Count) FindDirectory(ByteSource source)
    {
        // The end record lies last, behind it at most a comment of 65535 bytes.
        var tailLength = (int)Math.Min(source.Length, EndLength + ushort.MaxValue);
        var tail = source.ReadArray(source.Length - tailLength, tailLength);
        for (var at = tailLength - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == 0x06054b50 && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length - EndLength)
            {
                return ReadEnd(source, source.Length - tailLength + at, end);
            }
        }

        throw Corrupt(source, "A zip archive ends with its directory", "end of the file");
    }

    private static (long Offset, long Length, long Count) ReadEnd(ByteSource source, long position, ReadOnlySpan<byte> end)
    {
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if ((count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue) && position >= Zip64LocatorLength)
        {
            Span<byte> locator = stackalloc byte[Zip64LocatorLength];
            source.Read(position - Zip64LocatorLength, locator);
            if (BinaryPrimitives.ReadUInt32LittleEndian(locator) == 0x07064b50)
            {
                Span<byte> end64 = stackalloc byte[Zip64EndLength];
                position = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
                source.Read(position, end64);
                if (BinaryPrimitives.ReadUInt32LittleEndian(end64) != 0x06064b50)
                {
                    throw Corrupt(source, "The zip64 locator points at the zip64 end record", $"byte {position}");
                }

                count = BinaryPrimitives.ReadInt64LittleEndian(end64[32..]);
                length = BinaryPrimitives.ReadInt64LittleEndian(end64[40..]);
                offset = BinaryPrimitives.ReadInt64LittleEndian(end64[48..]);
            }
        }

        if (count < 0 || length < 0 || offset < 0 || offset > position - length || count > length / CentralHeaderLength)
        {
            throw Corrupt(source, "The directory lies in front of its end record and has room for its entries", $"byte {position}");
        }

        return (offset, length, count);
    }

    private static ZipEntry ReadEntry(ByteSource source, ref Span<byte> rest)
    {
        if (rest.Length < CentralHeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != 0x02014b50)
        {
            throw Corrupt(source, "The directory holds as many entries as the end record says", "central directory");
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        var total = CentralHeaderLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        if (rest.Length < total)
        {
            throw Corrupt(source, "A directory entry lies within the directory", "central directory");
        }

        var rawName = rest.Slice(CentralHeaderLength, nameLength).ToArray();
        var name = Utf8.IsValid(rawName) ? Encoding.UTF8.GetString(rawName) : Encoding.Latin1.GetString(rawName);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]);
        ReadZip64(rest.Slice(CentralHeaderLength + nameLength, extraLength), ref length, ref compressed, ref offset);
        if (compressed < 0 || length < 0 || offset < 0 || offset > source.Length || compressed > source.Length - offset)
        {
            throw Corrupt(source, "An entry lies within the file", $"archive entry '{name}'");
        }

        var entry = new ZipEntry(
            source,
            rawName,
            name,
            flags: BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]),
            method: BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]),
            crc32: BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]),
            compressed,
            length,
            offset);
        rest = rest[total..];
        return entry;
    }

    /// <summary>Values too large for 32 bits follow in the extra field 1, only those, in this order.</summary>
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long length, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var size = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                var values = extra.Slice(4, size);
                Take(ref values, ref length);
                Take(ref values, ref compressed);
                Take(ref values, ref offset);
                return;
            }

            extra = extra[(4 + size)..];
        }

        static void Take(ref ReadOnlySpan<byte> values, ref long value)
        {
            if (value == uint.MaxValue && values.Length >= 8)
            {
                value = BinaryPrimitives.ReadInt64LittleEndian(values);
                values = values[8..];
            }
        }
    }

    private static FileFormatException Corrupt(ByteSource source, string rule, string place)
        => new(FileFault.Corrupt, rule, place, remedy: "The file was probably cut short or damaged: fetch or save it again.", file: source.Name);
}
