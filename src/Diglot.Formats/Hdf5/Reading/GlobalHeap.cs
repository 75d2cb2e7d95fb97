namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The collections that hold variable-length text, each read once.</summary>
internal sealed class GlobalHeap(Hdf5Image image)
{
    private const string What = "global heap";
    private readonly Dictionary<long, (byte[] Block, Dictionary<int, (int Start, int Length)> Objects)> _collections = [];
    private readonly Lock _lock = new();

    /// <summary>The bytes of one object.</summary>
    public ReadOnlyMemory<byte> Object(long address, int index)
    {
        lock (_lock)
        {
            if (!_collections.TryGetValue(address, out var collection))
            {
                collection = Read(address);
                _collections.Add(address, collection);
            }

            return collection.Objects.TryGetValue(index, out var place)
                ? collection.Block.AsMemory(place.Start, place.Length)
                : throw Hdf5Fault.Corrupt($"{What} at address {address}", "A text refers to an object of its collection", received: $"object {index}");
        }
    }

    private (byte[] Block, Dictionary<int, (int Start, int Length)> Objects) Read(long address)
    {
        var head = image.Cursor(address, 8 + image.LengthSize, What);
        head.Signature("GCOL"u8);
        head.Version(1, 1);
        head.Skip(3);
        var block = image.Block(address, head.Length(), What);
        var cursor = new Hdf5Cursor(block, image.AddressSize, image.LengthSize, What, address);
        cursor.Skip(head.Position);
        var objects = new Dictionary<int, (int Start, int Length)>();
        while (cursor.Remaining >= 8 + image.LengthSize)
        {
            var index = cursor.U16();
            cursor.Skip(6);
            var length = cursor.Length();
            if (index == 0)
            {
                break;
            }

            objects[index] = (cursor.Position, (int)Math.Min(length, int.MaxValue));
            cursor.Skip((int)Math.Min(length, int.MaxValue));
            cursor.Align8();
        }

        return (block, objects);
    }
}
