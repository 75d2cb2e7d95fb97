using System.Buffers.Binary;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>The front part of a file while it is laid out: positions are addresses, and fields can be filled in later.</summary>
internal sealed class MetadataBuffer
{
    private byte[] _bytes = new byte[4096];

    public int Position { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Position);

    public void U8(int value) => Take(1)[0] = (byte)value;

    public void U16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), checked((ushort)value));

    public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void U64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>The address that stands for "nowhere".</summary>
    public void Nowhere() => U64(-1);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Appends zeros.</summary>
    public void Zeros(int count) => Take(count);

    /// <summary>Appends zeros up to a position.</summary>
    public void PadTo(int position) => Take(position - Position);

    /// <summary>Appends zeros up to a multiple of eight.</summary>
    public void Align() => Take(-Position & 7);

    public void FillU16(int position, int value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(position), checked((ushort)value));

    public void FillU32(int position, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(position), value);

    public void FillU64(int position, long value) => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(position), value);

    public void Overwrite(int position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes.AsSpan(position));

    private Span<byte> Take(int count)
    {
        if (count > _bytes.Length - Position)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Position + count));
        }

        var part = _bytes.AsSpan(Position, count);
        Position += count;
        return part;
    }
}
