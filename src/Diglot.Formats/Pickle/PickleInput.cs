using System.Buffers.Binary;
using System.Text;

namespace Diglot.Formats.Pickle;

/// <summary>Reads a pickle's bytes one after the other; never allocates more than the file still holds.</summary>
internal sealed class PickleInput
{
    private const int FirstWindowLength = 1 << 9;
    private const int WindowLength = 1 << 16;

    private readonly ByteSource _source;
    private byte[] _window;
    private long _windowStart;
    private int _windowLength;

    public PickleInput(ByteSource source, long position)
    {
        _source = source;
        Position = position;

        // A file may hold very many pickles of some bytes each.
        _window = new byte[FirstWindowLength];
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

    public double ReadDouble() => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReverseEndianness(ReadLength64()));

    /// <summary>A length of 8 bytes, which must be within what the file still holds.</summary>
    public long ReadLength64()
    {
        var low = ReadUInt32();
        return (long)(((ulong)ReadUInt32() << 32) | low);
    }

    /// <summary>Refuses a length beyond what the file still holds.</summary>
    public void Require(long length)
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
    }

    public byte[] ReadBytes(long length)
    {
        Require(length);
        var bytes = length <= WindowLength ? Window((int)length).ToArray() : _source.ReadArray(Position, (int)length);
        Position += length;
        return bytes;
    }

    /// <summary>Text up to the next line feed, as protocol 0 and names use it.</summary>
    public string ReadLine(int maximumLength) => Encoding.UTF8.GetString(ReadLineBytes(maximumLength)).TrimEnd('\r');

    /// <summary>Text of protocol 0 up to the next line feed, one byte a character.</summary>
    public string ReadLatinLine(int maximumLength) => Encoding.Latin1.GetString(ReadLineBytes(maximumLength)).TrimEnd('\r');

    private ReadOnlySpan<byte> ReadLineBytes(int maximumLength)
    {
        // Most lines lie in what has been read already.
        var most = Math.Min(maximumLength + 1L, _source.Length - Position);
        var line = Window((int)Math.Clamp(_windowStart + _windowLength - Position, 0, most));
        var length = line.IndexOf((byte)'\n');
        if (length < 0)
        {
            line = most <= WindowLength ? Window((int)most) : _source.ReadArray(Position, (int)most);
            length = line.IndexOf((byte)'\n');
        }

        if (length < 0)
        {
            Position += line.Length;
            throw line.Length > maximumLength
                ? new FileFormatException(FileFault.Limit, "A line of a pickle is not longer than its kind allows", $"pickle, byte {Position}", $"at most {maximumLength} bytes")
                : End();
        }

        Position += length + 1;
        return line[..length];
    }

    /// <summary>The next bytes, which the file has, without going on.</summary>
    private ReadOnlySpan<byte> Window(int length)
    {
        if (length == 0)
        {
            return [];
        }

        if (length > _windowLength - (Position - _windowStart))
        {
            Refill(length);
        }

        return _window.AsSpan((int)(Position - _windowStart), length);
    }

    private void Refill(int least = 1)
    {
        if (_window.Length < least || (_windowLength == _window.Length && _window.Length < WindowLength))
        {
            _window = new byte[WindowLength];
        }

        _windowLength = (int)Math.Min(_window.Length, _source.Length - Position);
        if (_windowLength <= 0)
        {
            throw End();
        }

        _windowStart = Position;
        _source.Read(Position, _window.AsSpan(0, _windowLength));
    }

    private FileFormatException End()
        => new(FileFault.Corrupt, "A pickle ends with its STOP instruction", $"pickle, byte {Position}", remedy: "The file was probably cut short: fetch or save it again.");
}
