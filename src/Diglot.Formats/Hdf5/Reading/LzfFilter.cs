namespace Diglot.Formats.Hdf5.Reading;

/// <summary>
/// Unpacks LibLZF streams (h5py's filter 32000). A control byte below 32 announces that many plus one bytes as they are;
/// else its upper three bits are a length (7: a further byte adds to it), the rest and the next byte a distance back.
/// </summary>
internal static class LzfFilter
{
    public static Span<byte> Unpack(ReadOnlySpan<byte> packed, int most, string place)
    {
        var bytes = new byte[most];
        int from = 0, to = 0;
        while (from < packed.Length)
        {
            int control = packed[from++];
            if (control < 32)
            {
                var count = control + 1;
                if (count > packed.Length - from || count > most - to)
                {
                    throw Broken(place);
                }

                packed.Slice(from, count).CopyTo(bytes.AsSpan(to));
                from += count;
                to += count;
                continue;
            }

            var length = control >> 5;
            if (length == 7)
            {
                length += from < packed.Length ? packed[from++] : throw Broken(place);
            }

            length += 2;
            var distance = ((control & 31) << 8) + (from < packed.Length ? packed[from++] : throw Broken(place)) + 1;
            if (distance > to || length > most - to)
            {
                throw Broken(place);
            }

            for (; length > 0; length--, to++)
            {
                bytes[to] = bytes[to - distance];
            }
        }

        return bytes.AsSpan(0, to);
    }

    private static FileFormatException Broken(string place)
        => Hdf5Fault.Corrupt(place, "An LZF stream's lengths and distances stay inside the chunk");
}
