namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The chunk index of arrays whose largest shape is bounded.</summary>
internal sealed class FixedArray(Hdf5Image image, ChunkGrid grid, List<StoredChunk> chunks, bool filtered)
{
    private const string What = "fixed array";

    public void Read(long address)
    {
        var head = image.Cursor(address, 12 + image.LengthSize + image.AddressSize, What);
        head.Signature("FAHD"u8);
        head.Version(0, 0);
        head.Skip(1);
        int elementSize = head.U8(), pageBits = head.U8();
        var count = head.Length();
        var block = head.Address();
        head.Checksum();
        if (block == Hdf5Cursor.Undefined)
        {
            return;
        }

        var least = image.AddressSize + (filtered ? 5 : 0);
        if (elementSize < least || pageBits > 30 || count > image.Length / elementSize)
        {
            throw Hdf5Fault.Corrupt(head.Place, "The index has as many entries as fit into the file", received: $"{count} entries of {elementSize} bytes");
        }

        var pageLength = 1L << pageBits;
        var pages = count > pageLength ? (count + pageLength - 1) / pageLength : 0;
        var headSize = 6 + image.AddressSize;
        var bitmapSize = (pages + 7) / 8;
        var size = headSize + bitmapSize + (pages == 0 ? count * elementSize : 0) + 4;
        var cursor = image.Cursor(block, size, $"{What} block");
        cursor.Signature("FADB"u8);
        cursor.Version(0, 0);
        cursor.Skip(1 + image.AddressSize);
        var written = cursor.Bytes(bitmapSize);
        if (pages == 0)
        {
            Elements(ref cursor, 0, count, elementSize);
            return;
        }

        cursor.Checksum();
        var at = block + size;
        for (var page = 0L; page < pages; page++)
        {
            var length = Math.Min(pageLength, count - (page * pageLength));
            if ((written[(int)(page / 8)] & (0x80 >> (int)(page % 8))) != 0)
            {
                var entries = image.Cursor(at, (length * elementSize) + 4, $"{What} page");
                Elements(ref entries, page * pageLength, length, elementSize);
            }

            at += (pageLength * elementSize) + 4;
        }
    }

    private void Elements(ref Hdf5Cursor cursor, long first, long count, int elementSize)
    {
        for (var i = 0L; i < count; i++)
        {
            ChunkElement.Read(ref cursor, elementSize, image.AddressSize, filtered, first + i, grid, chunks);
        }

        cursor.Checksum();
    }
}
