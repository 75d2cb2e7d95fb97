using System.Buffers.Binary;
using System.IO.Compression;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The filters that an array's chunks passed through when they were written; undone last to first.</summary>
internal sealed class FilterPipeline
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int Lzf = 32000;
    private readonly List<(int Id, uint[] Settings)> _filters = [];

    private FilterPipeline()
    {
    }

    public bool IsEmpty => _filters.Count == 0;

    public static FilterPipeline Read(Hdf5Image image, HeaderMessage? message)
    {
        var pipeline = new FilterPipeline();
        if (message is not { } found)
        {
            return pipeline;
        }

        var cursor = found.Cursor(image);
        var version = cursor.Version(1, 2);
        var count = cursor.U8();
        cursor.Skip(version == 1 ? 6 : 0);
        for (var i = 0; i < count; i++)
        {
            var id = cursor.U16();
            var nameLength = version == 1 || id >= 256 ? cursor.U16() : 0;
            cursor.U16();
            var settings = new uint[cursor.U16()];
            var name = Hdf5Cursor.Text(cursor.Bytes(version == 1 ? (nameLength + 7) & ~7 : nameLength));
            for (var k = 0; k < settings.Length; k++)
            {
                settings[k] = cursor.U32();
            }

            cursor.Skip(version == 1 && settings.Length % 2 == 1 ? 4 : 0);
            if (id is not (Deflate or Shuffle or Fletcher32 or Lzf))
            {
                throw Hdf5Fault.Unsupported("filter", "The filters deflate, shuffle, Fletcher-32 and LZF are read", $"filter {id}{(name.Length > 0 ? $" ({name})" : Known(id))}");
            }

            pipeline._filters.Add((id, settings));
        }

        return pipeline;
    }

    /// <summary>Undoes the filters on one chunk.</summary>
    /// <param name="stored">The chunk as stored; may be changed.</param>
    /// <param name="length">Bytes of the chunk without filters.</param>
    /// <param name="mask">Bit i set: filter i was skipped.</param>
    /// <param name="place">For messages.</param>
    public ReadOnlySpan<byte> Undo(byte[] stored, int length, uint mask, string place)
    {
        var bytes = stored.AsSpan();

        // A checksum that was made before packing adds its four bytes to what is unpacked.
        var most = length + (4 * _filters.Count(static filter => filter.Id == Fletcher32));
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (mask & (1u << i)) != 0)
            {
                continue;
            }

            var (id, settings) = _filters[i];
            bytes = id switch
            {
                Deflate => Inflate(bytes, most, place),
                Shuffle => Unshuffle(bytes, settings.Length > 0 ? (int)Math.Min(settings[0], int.MaxValue) : 1),
                Fletcher32 => Check(bytes, place),
                _ => LzfFilter.Unpack(bytes, most, place),
            };
        }

        return bytes;
    }

    private static string Known(int id) => id switch { 4 => " (szip)", 5 => " (n-bit)", 6 => " (scale-offset)", _ => "" };

    private static Span<byte> Inflate(Span<byte> packed, int most, string place)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var bytes = new byte[most];
            var count = stream.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
            return stream.ReadByte() < 0
                ? bytes.AsSpan(0, count)
                : throw Hdf5Fault.Corrupt(place, "A chunk unpacks to the size of its shape", most, "more");
        }
        catch (InvalidDataException cause)
        {
            throw Hdf5Fault.Corrupt(place, "A packed chunk is a zlib stream", received: cause.Message);
        }
    }

    private static Span<byte> Unshuffle(Span<byte> bytes, int width)
    {
        if (width < 2 || bytes.Length < width)
        {
            return bytes;
        }

        var count = bytes.Length / width;
        var result = bytes.ToArray();
        for (var part = 0; part < width; part++)
        {
            var from = bytes.Slice(part * count, count);
            for (int i = 0, to = part; i < count; i++, to += width)
            {
                result[to] = from[i];
            }
        }

        return result;
    }

    private static Span<byte> Check(Span<byte> bytes, string place)
    {
        if (bytes.Length < 4)
        {
            throw Hdf5Fault.Corrupt(place, "A checksum of four bytes follows the chunk", received: $"{bytes.Length} bytes");
        }

        var data = bytes[..^4];
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        var sum = Checksums.Fletcher32(data);
        if (sum == stored)
        {
            return data;
        }

        // HDF5 before 1.6.3 wrote the sum with the bytes of each half swapped; readers still take it.
        var old = ((sum & 0x00FF00FF) << 8) | ((sum >> 8) & 0x00FF00FF);
        return old == stored ? data : throw Hdf5Fault.Corrupt(place, "The chunk's Fletcher-32 checksum is right", $"{stored:x8}", $"{sum:x8}");
    }
}
