using System.Numerics;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The chunk index of arrays with one axis that grows without bound.</summary>
internal sealed class ExtensibleArray(Hdf5Image image, ChunkGrid grid, List<StoredChunk> chunks, bool filtered)
{
    private const string What = "extensible array";
    private readonly TreeWalk _walk = new(image, What);
    private int _elementSize;
    private int _offsetSize;
    private long _pageLength;
    private long _end;

    public void Read(long address)
    {
        var head = image.Cursor(address, 16 + (6 * image.LengthSize) + image.AddressSize, What);
        head.Signature("EAHD"u8);
        head.Version(0, 0);
        head.Skip(1);
        _elementSize = head.U8();
        int bits = head.U8(), inIndex = head.U8(), least = head.U8(), pointers = head.U8(), pageBits = head.U8();
        head.Skip(4 * image.LengthSize);
        _end = head.Length();
        head.Length();
        var index = head.Address();
        head.Checksum();
        if (index == Hdf5Cursor.Undefined)
        {
            return;
        }

        if (bits is 0 or > 63 || least == 0 || !BitOperations.IsPow2(least) || pointers < 2 || !BitOperations.IsPow2(pointers) || pageBits > 30 || _elementSize < image.AddressSize + (filtered ? 5 : 0) || bits < BitOperations.Log2((uint)least))
        {
            throw Hdf5Fault.Corrupt(head.Place, "The index is laid out in powers of two", received: $"{bits} bits, {least} entries, {pointers} pointers, pages of 2^{pageBits}");
        }

        _offsetSize = (bits + 7) / 8;
        _pageLength = 1L << pageBits;
        ReadIndexBlock(index, bits, inIndex, least, pointers);
    }

    private void ReadIndexBlock(long address, int bits, int inIndex, int least, int pointers)
    {
        // Super block u describes 2^(u/2) data blocks of least * 2^((u+1)/2) entries; the first few super blocks
        // are not stored: the index block itself points at their data blocks.
        var superBlocks = 1 + bits - BitOperations.Log2((uint)least);
        var unstored = Math.Min(2 * BitOperations.Log2((uint)pointers), superBlocks);
        var direct = 2 * (pointers - 1);
        var size = 6 + image.AddressSize + ((long)inIndex * _elementSize) + ((long)(direct + superBlocks - unstored) * image.AddressSize) + 4;
        var cursor = image.Cursor(address, size, $"{What} index block");
        cursor.Signature("EAIB"u8);
        cursor.Version(0, 0);
        cursor.Skip(1 + image.AddressSize);
        Elements(ref cursor, 0, inIndex);
        var first = (long)inIndex;
        for (var u = 0; u < unstored; u++)
        {
            var length = (long)least << ((u + 1) / 2);
            for (var i = 0; i < 1 << (u / 2); i++, first += length)
            {
                ReadDataBlock(cursor.Address(), first, length, null);
            }
        }

        for (var u = unstored; u < superBlocks && first < _end; u++)
        {
            var length = (long)least << ((u + 1) / 2);
            ReadSuperBlock(cursor.Address(), first, 1L << (u / 2), length);
            first += length << (u / 2);
        }
    }

    private void ReadSuperBlock(long address, long first, long count, long length)
    {
        if (address == Hdf5Cursor.Undefined)
        {
            return;
        }

        var pages = length > _pageLength ? length / _pageLength : 0;
        var bitmap = (pages + 7) / 8;
        if (count > image.Length || bitmap > image.Length)
        {
            throw Hdf5Fault.Corrupt($"{What} at address {address}", "The index has as many entries as fit into the file", received: $"{count} blocks");
        }

        var size = 6 + image.AddressSize + _offsetSize + (count * (bitmap + image.AddressSize)) + 4;
        _walk.Enter(address, size, 0);
        var cursor = image.Cursor(address, size, $"{What} super block");
        cursor.Signature("EASB"u8);
        cursor.Version(0, 0);
        cursor.Skip(1 + image.AddressSize + _offsetSize);
        var bitmaps = cursor.Bytes(count * bitmap);
        for (var i = 0L; i < count && first < _end; i++, first += length)
        {
            ReadDataBlock(cursor.Address(), first, length, pages == 0 ? null : bitmaps.Slice((int)(i * bitmap), (int)bitmap).ToArray());
        }
    }

    private void ReadDataBlock(long address, long first, long length, byte[]? writtenPages)
    {
        if (address == Hdf5Cursor.Undefined)
        {
            return;
        }

        var paged = length > _pageLength;
        var size = 6 + image.AddressSize + _offsetSize + (paged ? 0 : length * _elementSize) + 4;
        _walk.Enter(address, size, 0);
        var cursor = image.Cursor(address, size, $"{What} data block");
        cursor.Signature("EADB"u8);
        cursor.Version(0, 0);
        cursor.Skip(1 + image.AddressSize + _offsetSize);
        if (!paged)
        {
            Elements(ref cursor, first, length);
            return;
        }

        var at = address + size;
        for (var page = 0L; page < length / _pageLength && first + (page * _pageLength) < _end; page++, at += (_pageLength * _elementSize) + 4)
        {
            if (writtenPages is null || (writtenPages[page / 8] & (0x80 >> (int)(page % 8))) != 0)
            {
                var entries = image.Cursor(at, (_pageLength * _elementSize) + 4, $"{What} page");
                Elements(ref entries, first + (page * _pageLength), _pageLength);
            }
        }
    }

    private void Elements(ref Hdf5Cursor cursor, long first, long count)
    {
        for (var i = 0L; i < count; i++)
        {
            ChunkElement.Read(ref cursor, _elementSize, image.AddressSize, filtered, first + i, grid, chunks);
        }
    }
}
