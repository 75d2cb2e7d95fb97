using System.Buffers.Binary;
using System.Text;

namespace Diglot.Formats.Pickle;

/// <summary>Reads a pickle's bytes one after the other; never allocates more than the file still holds.</summary>
internal sealed class PickleInput
{
    private const int WindowLength = 1 << 16;

    private readonly ByteSource _source;
    private readonly byte[] _window;
    private long _windowStart;
    private int _windowLength;

    public PickleInput(ByteSource source, long position)
    {
        _source = source;
        Position = position;
        _window = new byte[(int)Math.Min(WindowLength, source.Length)];
        _windowStart = position;
    }

    public long Position { get; private set; }

    public byte ReadByte()
    {
        var at = Position - _windowStart;
        if (at >= _windowLength)
        {
            Refill();
            at = 0;
        }

        Position++;
        return _window[at];
    }

    public ushort ReadUInt16() => (ushort)(ReadByte() | ReadByte() << 8);

    public int ReadInt32() => ReadUInt16() | ReadUInt16() << 16;

    public uint ReadUInt32() => (uint)ReadInt32();

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8));

    /// <summary>A length of 8 bytes, which must be within what the file still holds.</summary>
    public long ReadLength64()
    {
        var low = ReadUInt32();
        return (long)(((ulong)ReadUInt32() << 32) | low);
    }

    public byte[] ReadBytes(long length)
    {
        if (length < 0 || length > _source.Length - Position || length > Array.MaxLength)
        {
            throw new FileFormatException(
                FileFault.Corrupt,
                "A value is as long as the pickle says",
                place: $"pickle, byte {Position}",
                expected: $"{(ulong)length} bytes",
                received: $"{_source.Length - Position}",
                remedy: "The file was probably cut short: fetch or save it again.");
        }

        var bytes = _source.ReadArray(Position, (int)length);
        Position += length;
        return bytes;
    }

    /// <summary>Text up to the next line feed, as protocol 0 and names use it.</summary>
    public string ReadLine(int maximumLength) => Encoding.UTF8.GetString(ReadLineBytes(maximumLength)).TrimEnd('\r');

    /// <summary>Text of protocol 0 up to the next line feed, one byte a character.</summary>
    public string ReadLatinLine(int maximumLength) => Encoding.Latin1.GetString(ReadLineBytes(maximumLength)).TrimEnd('\r');

    private byte[] ReadLineBytes(int maximumLength)
    {
        var bytes = new List<byte>();
        for (var value = ReadByte(); value != '\n'; value = ReadByte())
        {
            if (bytes.Count == maximumLength)
            {
                throw new FileFormatException(FileFault.Limit, "A line of a pickle is not longer than its kind allows", $"pickle, byte {Position}", $"at most {maximumLength} bytes");
            }

            bytes.Add(value);
        }

        return [.. bytes];
    }

    private void Refill()
    {
        _windowLength = (int)Math.Min(_window.Length, _source.Length - Position);
        if (_windowLength <= 0)
        {
            throw new FileFormatException(FileFault.Corrupt, "A pickle ends with its STOP instruction", $"pickle, byte {Position}", remedy: "The file was probably cut short: fetch or save it again.");
        }

        _windowStart = Position;
        _source.Read(Position, _window.AsSpan(0, _windowLength));
    }
}
