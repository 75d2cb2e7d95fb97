using System.Text;

namespace Diglot.Formats.Tests.Onnx;

/// <summary>Writes a protobuf message field by field, by the rules of https://protobuf.dev/programming-guides/encoding/.</summary>
internal sealed class Message
{
    private readonly List<byte> _bytes = [];

    public Message Number(int field, long value) => Tag(field, 0).Varint((ulong)value);

    public Message Float(int field, float value) => Tag(field, 5).Add(BitConverter.GetBytes(value));

    public Message Double(int field, double value) => Tag(field, 1).Add(BitConverter.GetBytes(value));

    public Message Bytes(int field, byte[] value) => Tag(field, 2).Varint((ulong)value.Length).Add(value);

    public Message Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public Message Inner(int field, Message value) => Bytes(field, value.ToArray());

    public Message Packed(int field, params long[] values) => Bytes(field, values.Aggregate(new Message(), static (message, value) => message.Varint((ulong)value)).ToArray());

    public byte[] ToArray() => [.. _bytes];

    /// <summary>A model of a graph.</summary>
    public static byte[] Model(Message graph) => new Message().Number(1, 8).Inner(7, graph).Inner(8, new Message().Number(2, 13)).ToArray();

    /// <summary>An array without elements as yet.</summary>
    public static Message Tensor(string name, int type, params long[] shape) => shape.Aggregate(new Message().Text(8, name).Number(2, type), static (message, length) => message.Number(1, length));

    private Message Tag(int field, int wire) => Varint((ulong)((field << 3) | wire));

    private Message Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }

    private Message Add(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
