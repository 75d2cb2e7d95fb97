namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The names of an old-style group's members.</summary>
internal sealed class LocalHeap
{
    private const string What = "local heap";
    private readonly byte[] _data;
    private readonly long _address;

    public LocalHeap(Hdf5Image image, long address)
    {
        _address = address;
        var cursor = image.Cursor(address, 8 + (2 * image.LengthSize) + image.AddressSize, What);
        cursor.Signature("HEAP"u8);
        cursor.Version(0, 0);
        cursor.Skip(3);
        var length = cursor.Length();
        cursor.LengthOrUnlimited();
        _data = image.Block(cursor.Address(), length, What);
    }

    /// <summary>The text that begins at an offset.</summary>
    public string Text(long offset)
    {
        var end = offset < 0 || offset >= _data.Length ? -1 : _data.AsSpan((int)offset).IndexOf((byte)0);
        return end < 0
            ? throw Hdf5Fault.Corrupt($"{What} at address {_address}", "A name lies inside the heap and ends with a zero", $"an offset below {_data.Length}", offset)
            : Hdf5Cursor.Text(_data.AsSpan((int)offset, end));
    }
}
