using System.Buffers.Binary;

namespace Diglot.Formats.Zip;

/// <summary>The CRC-32 of zip (reflected polynomial 0xEDB88320), eight bytes a step by tables.</summary>
internal static class Crc
{
    private const int Width = 8;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>Check sum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Check sum of what <paramref name="crc"/> is the sum of, followed by the bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        crc = ~crc;
        for (; bytes.Length >= Width; bytes = bytes[Width..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (low & 0xff)] ^ tables[0x600 + ((low >> 8) & 0xff)] ^ tables[0x500 + ((low >> 16) & 0xff)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (high & 0xff)] ^ tables[0x200 + ((high >> 8) & 0xff)] ^ tables[0x100 + ((high >> 16) & 0xff)] ^ tables[high >> 24];
        }

        foreach (var value in bytes)
        {
            crc = tables[(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[Width * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (0xedb88320 & (0u - (value & 1)));
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xff];
        }

        return tables;
    }
}
