using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Diglot.Tensors;

namespace Diglot.Formats.Safetensors;

/// <summary>
/// Writes safetensors files as the reference does: arrays ordered by descending alignment, then by name, the header padded
/// with spaces to a multiple of 8 bytes.
/// </summary>
public static class SafetensorsWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates or replaces a file.</summary>
    /// <param name="path">The file; it is written under a temporary name and renamed when complete.</param>
    /// <param name="tensors">The arrays by name.</param>
    /// <param name="metadata">Text for <c>__metadata__</c>; PyTorch's libraries look for <c>format</c> = <c>pt</c>.</param>
    /// <exception cref="FileFormatException">An element type has no name in the format, or two arrays have one name.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, TensorData>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        => AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IEnumerable{KeyValuePair{string, TensorData}}, IReadOnlyDictionary{string, string}?)"/>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, TensorData>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.OrderByDescending(static pair => pair.Value.Type.Size).ThenBy(static pair => pair.Key, StringComparer.Ordinal).ToList();
        var header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[SafetensorsLimits.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var (_, tensor) in ordered)
        {
            tensor.AppendTo(stream.Write);
        }
    }

    private static byte[] Header(List<KeyValuePair<string, TensorData>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            var names = new HashSet<string> { "__metadata__" };
            var position = 0L;
            foreach (var (name, tensor) in tensors)
            {
                if (!names.Add(name))
                {
                    throw new FileFormatException(FileFault.Invalid, "A name occurs once and is not __metadata__", $"tensor '{name}'");
                }

                WriteEntry(json, name, tensor, position);
                position += tensor.ByteLength;
            }

            json.WriteEndObject();
        }

        var padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(8)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, TensorData tensor, long position)
    {
        var type = SafetensorsTypes.Name(tensor.Type) ?? throw new FileFormatException(
            FileFault.Unsupported,
            "The element type has a name in the safetensors format",
            $"tensor '{name}'",
            SafetensorsTypes.Names,
            $"{tensor.Type}",
            "Convert the array first, or write a .pt file.");
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var axis in tensor.Shape)
        {
            json.WriteNumberValue(axis);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(position);
        json.WriteNumberValue(position + tensor.ByteLength);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
