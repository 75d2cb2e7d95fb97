namespace Diglot.Formats.Hdf5.Reading;

/// <summary>
/// The file as its addresses see it: addresses count from the superblock's base, and their width is the file's own choice.
/// Small reads come from cached pages, so that a walk over scattered structures costs few calls.
/// </summary>
internal sealed class Hdf5Image(ByteSource source, long baseAddress, int addressSize, int lengthSize)
{
    private const int PageSize = 1 << 14;
    private const int MostPages = 512;
    private readonly Dictionary<long, byte[]> _pages = [];
    private readonly Lock _lock = new();

    public string Name => source.Name;

    /// <summary>Bytes that addresses can reach.</summary>
    public long Length => source.Length - baseAddress;

    public int AddressSize => addressSize;

    public int LengthSize => lengthSize;

    public GlobalHeap GlobalHeap => field ??= new GlobalHeap(this);

    /// <summary>Runs a part of the reader; its errors name this file and the object.</summary>
    public T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            var place = fault.Place is null ? path : $"{path}: {fault.Place}";
            throw new FileFormatException(fault.Kind, fault.Rule, place, fault.Expected, fault.Received, fault.Remedy, Name, fault);
        }
    }

    /// <summary>Reads a structure of known size.</summary>
    public Hdf5Cursor Cursor(long address, long length, string what)
        => new(Block(address, length, what), addressSize, lengthSize, what, address);

    /// <summary>The bytes of a structure, after a check that they lie in the file.</summary>
    public byte[] Block(long address, long length, string what)
    {
        Require(address, length, what);
        var block = GC.AllocateUninitializedArray<byte>((int)length);
        Read(address, block, what);
        return block;
    }

    public void Read(long address, Span<byte> destination, string what)
    {
        Require(address, destination.Length, what);
        var offset = baseAddress + address;
        if (destination.Length >= PageSize)
        {
            source.Read(offset, destination);
            return;
        }

        while (!destination.IsEmpty)
        {
            var page = Page(offset / PageSize);
            var part = page.AsSpan((int)(offset % PageSize));
            var count = Math.Min(part.Length, destination.Length);
            part[..count].CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>The part of the file that holds an array's bytes.</summary>
    public ByteSource Slice(long address, long length, string what)
    {
        Require(address, length, what);
        return source.Slice(baseAddress + address, length);
    }

    public void Require(long address, long length, string what)
    {
        if (address < 0 || length < 0 || address > Length - length || length > int.MaxValue && what != Hdf5Cursor.ArrayData)
        {
            throw Hdf5Fault.Corrupt(
                $"{what} at address {address}",
                "Every structure lies inside the file",
                $"at most {Length} bytes in all",
                length < 0 ? "a negative length" : $"{length} bytes from {address} on");
        }
    }

    private byte[] Page(long index)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(index, out var page))
            {
                if (_pages.Count == MostPages)
                {
                    _pages.Clear();
                }

                page = source.ReadArray(index * PageSize, (int)Math.Min(PageSize, source.Length - (index * PageSize)));
                _pages.Add(index, page);
            }

            return page;
        }
    }
}
