using System.Buffers.Binary;
using System.Text.Json;

namespace Diglot.Tensors.Tests.Random;

/// <summary>The tensors of a safetensors file as flat arrays of double, which hold every value of the tables exactly (integers up to 2^53).</summary>
internal sealed class SafetensorsFile
{
    private readonly Dictionary<string, (string Type, int[] Shape, byte[] Bytes)> _tensors = [];

    public SafetensorsFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            var range = entry.Value.GetProperty("data_offsets");
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()).ToArray();
            var (from, to) = (8 + header + range[0].GetInt32(), 8 + header + range[1].GetInt32());
            _tensors.Add(entry.Name, (entry.Value.GetProperty("dtype").GetString()!, shape, bytes[from..to]));
        }
    }

    public IEnumerable<string> Names => _tensors.Keys;

    public int[] Shape(string name) => _tensors[name].Shape;

    public byte[] Raw(string name) => _tensors[name].Bytes;

    public double[] Values(string name)
    {
        var (type, _, bytes) = _tensors[name];
        return type switch
        {
            "F32" => Read<double>(bytes, 4, b => BinaryPrimitives.ReadSingleLittleEndian(b)),
            "F64" => Read(bytes, 8, BinaryPrimitives.ReadDoubleLittleEndian),
            "I64" => Read<double>(bytes, 8, b => BinaryPrimitives.ReadInt64LittleEndian(b)),
            "I32" => Read<double>(bytes, 4, b => BinaryPrimitives.ReadInt32LittleEndian(b)),
            "U32" => Read<double>(bytes, 4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
            "U8" or "BOOL" => Read<double>(bytes, 1, b => b[0]),
            _ => throw new InvalidDataException($"The tables hold no tensors of type {type}; {name} does."),
        };
    }

    public long[] Integers(string name) => Read(_tensors[name].Bytes, 8, BinaryPrimitives.ReadInt64LittleEndian);

    private delegate T Reader<T>(ReadOnlySpan<byte> bytes);

    private static T[] Read<T>(byte[] bytes, int size, Reader<T> reader)
    {
        var values = new T[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader(bytes.AsSpan(i * size, size));
        }

        return values;
    }
}
