using System.Buffers.Binary;
using Diglot.Tensors;

namespace Diglot.Formats.Safetensors;

/// <summary>
/// Reads safetensors files as strictly as the reference does: holes, overlaps, bytes after the last array and headers over
/// 100 MB are refused; space padding, names in any order and unaligned data are accepted. Only the header is read at once.
/// </summary>
public static class SafetensorsReader
{
    /// <summary>Reads a file, or all shards of a <c>*.safetensors.index.json</c>.</summary>
    /// <exception cref="FileFormatException">The file breaks a rule of the format.</exception>
    public static SafetensorsFile Read(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? ReadShards(path)
        : Read(ByteSource.Open(path));

    /// <summary>Reads from an open source.</summary>
    /// <exception cref="FileFormatException">The bytes break a rule of the format.</exception>
    public static SafetensorsFile Read(ByteSource source)
    {
        try
        {
            var header = ReadHeader(source);
            var (entries, metadata) = SafetensorsHeader.Parse(header);
            var start = SafetensorsLimits.PrefixLength + header.Length;
            CheckCover(entries, source.Length - start);
            return new SafetensorsFile(
                new OrderedDictionary<string, TensorData>(entries.Select(entry => KeyValuePair.Create<string, TensorData>(
                    entry.Name, new StoredTensorData(source, start + entry.Begin, entry.Type, entry.Shape)))),
                metadata);
        }
        catch (FileFormatException exception) when (exception.File is null)
        {
            throw exception.In(source.Name);
        }
    }

    private static SafetensorsFile ReadShards(string path)
    {
        var index = ShardIndex.Read(path);
        var shards = index.Files.ToDictionary(static file => file, file => Read(index.PathOf(file)));
        var tensors = new OrderedDictionary<string, TensorData>();
        foreach (var (name, file) in index.WeightMap)
        {
            tensors.Add(name, shards[file].Tensors.TryGetValue(name, out var tensor)
                ? tensor
                : throw index.Missing(name, file));
        }

        return new SafetensorsFile(tensors, shards.Values.FirstOrDefault()?.Metadata ?? new Dictionary<string, string>());
    }

    private static byte[] ReadHeader(ByteSource source)
    {
        if (source.Length < SafetensorsLimits.PrefixLength)
        {
            throw new FileFormatException(FileFault.Corrupt, "A safetensors file begins with 8 bytes of header length", expected: "8 bytes or more", received: $"{source.Length}");
        }

        Span<byte> prefix = stackalloc byte[SafetensorsLimits.PrefixLength];
        source.Read(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsLimits.MaximumHeaderLength)
        {
            throw new FileFormatException(
                FileFault.Limit,
                "The header is at most 100 MB",
                place: "header length",
                expected: $"at most {SafetensorsLimits.MaximumHeaderLength}",
                received: $"{length}",
                remedy: "The file is probably no safetensors file.");
        }

        return source.ReadArray(SafetensorsLimits.PrefixLength, (int)length);
    }

    private static void CheckCover(List<SafetensorsHeader.Entry> entries, long available)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(static entry => entry.Begin).ThenBy(static entry => entry.End))
        {
            var place = $"tensor '{entry.Name}'";
            if (entry.End < entry.Begin || entry.Begin != position)
            {
                throw new FileFormatException(
                    FileFault.Invalid,
                    "Arrays follow each other without hole or overlap, and end after they begin",
                    place,
                    $"data_offsets from {position}",
                    $"[{entry.Begin}, {entry.End}]");
            }

            if (ByteLength(entry) is var length && length != entry.End - entry.Begin)
            {
                throw new FileFormatException(
                    FileFault.Invalid,
                    "The byte range holds exactly the elements that dtype and shape say",
                    place,
                    length is null ? "a size under 2^63 bytes" : $"{length} bytes",
                    $"{entry.End - entry.Begin}");
            }

            position = entry.End;
        }

        if (position != available)
        {
            throw new FileFormatException(
                position > available ? FileFault.Corrupt : FileFault.Invalid,
                "The arrays cover the rest of the file exactly",
                place: "end of the file",
                expected: $"{position} bytes of data",
                received: $"{available}",
                remedy: position > available ? "The file was cut short: fetch or save it again." : null);
        }
    }

    private static long? ByteLength(SafetensorsHeader.Entry entry)
    {
        // An axis of length 0 does not excuse an overflow on the way, as in the reference.
        Int128 length = entry.Type.Size;
        foreach (var axis in entry.Shape)
        {
            length *= axis;
            if (length > long.MaxValue)
            {
                return null;
            }
        }

        return (long)length;
    }
}
