using System.Buffers.Binary;
using System.Text;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Reads the fields of one structure, in order; never past its end.</summary>
/// <param name="bytes">The structure.</param>
/// <param name="addressSize">Bytes of an address in this file.</param>
/// <param name="lengthSize">Bytes of a length in this file.</param>
/// <param name="what">What the structure is, for messages.</param>
/// <param name="address">Where it lies, for messages.</param>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, int addressSize, int lengthSize, string what, long address)
{
    /// <summary>The name of array data in messages; only array data may exceed 2 GiB.</summary>
    public const string ArrayData = "array data";

    /// <summary>The address that stands for "nowhere".</summary>
    public const long Undefined = -1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public readonly string Place => $"{what} at address {address}";

    public byte U8() => Bytes(1)[0];

    public int U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>A signature of four letters.</summary>
    public void Signature(ReadOnlySpan<byte> signature)
    {
        var found = Bytes(4);
        if (!found.SequenceEqual(signature))
        {
            throw Hdf5Fault.Corrupt(Place, "The structure opens with its signature", Encoding.ASCII.GetString(signature), $"bytes {Convert.ToHexString(found)}");
        }
    }

    /// <summary>A version byte that must be one of those known.</summary>
    public byte Version(byte lowest, byte highest)
    {
        var version = U8();
        return version >= lowest && version <= highest
            ? version
            : throw Hdf5Fault.Corrupt(Place, "The structure's version is one that the format defines", lowest == highest ? $"{lowest}" : $"{lowest} to {highest}", version);
    }

    /// <summary>An unsigned number of 1 to 8 bytes.</summary>
    public long Unsigned(int size)
    {
        if (size is < 1 or > 8)
        {
            throw Hdf5Fault.Corrupt(Place, "A number has 1 to 8 bytes", received: size);
        }

        var field = Bytes(size);
        var value = 0UL;
        for (var i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | field[i];
        }

        return value <= long.MaxValue ? (long)value : throw Hdf5Fault.Corrupt(Place, "A size or offset is below 2^63", received: value);
    }

    /// <summary>A length in the file's own width.</summary>
    public long Length() => Unsigned(lengthSize);

    /// <summary>A length where all ones mean <see cref="Dataspace.Unlimited"/>.</summary>
    public long LengthOrUnlimited() => AllOnes(lengthSize) ? Dataspace.Unlimited : Length();

    /// <summary>An address in the file's own width; all ones are <see cref="Undefined"/>.</summary>
    public long Address() => AllOnes(addressSize) ? Undefined : Unsigned(addressSize);

    public void Skip(int count) => Bytes(count);

    /// <summary>Skips to the next multiple of eight, as version 1 structures are padded.</summary>
    public void Align8() => Skip(Math.Min(-Position & 7, Remaining));

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > Remaining)
        {
            throw Hdf5Fault.Corrupt(Place, "A structure holds all its fields", $"{count} more bytes at byte {Position}", Remaining);
        }

        var part = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return part;
    }

    /// <summary>Text up to the first zero, or to the end of the field.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>A checksum over all bytes before it, which must be right.</summary>
    public void Checksum()
    {
        var sum = Checksums.Lookup3(_bytes[..Position]);
        var stored = U32();
        if (sum != stored)
        {
            throw Hdf5Fault.Corrupt(Place, "The structure's checksum is right", $"{stored:x8}", $"{sum:x8}");
        }
    }

    private bool AllOnes(int size)
    {
        if (Remaining < size || _bytes.Slice(Position, size).ContainsAnyExcept((byte)0xFF))
        {
            return false;
        }

        Position += size;
        return true;
    }
}
