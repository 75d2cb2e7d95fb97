namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Reads an object's attributes: messages of its header, or a heap of them when there are many or large ones.</summary>
internal static class AttributeReader
{
    public static OrderedDictionary<string, Hdf5Value> Read(ObjectHeader header, string path)
    {
        var image = header.Image;
        var attributes = new OrderedDictionary<string, Hdf5Value>();
        foreach (var message in header.Messages)
        {
            if (message.Kind != MessageKind.Attribute)
            {
                continue;
            }

            if (message.Shared)
            {
                throw Hdf5Fault.Unsupported(header.Place, "Attributes shared between objects are not read");
            }

            Add(attributes, image, message.Data, message.Address, path);
        }

        if (header.Find(MessageKind.AttributeInfo) is { } info)
        {
            ReadHeap(image, info.Cursor(image), attributes, path);
        }

        return attributes;
    }

    private static void ReadHeap(Hdf5Image image, Hdf5Cursor info, OrderedDictionary<string, Hdf5Value> attributes, string path)
    {
        info.Version(0, 0);
        var flags = info.U8();
        info.Skip((flags & 1) != 0 ? 2 : 0);
        var heapAddress = info.Address();
        var byName = info.Address();
        if (heapAddress == Hdf5Cursor.Undefined || byName == Hdf5Cursor.Undefined)
        {
            return;
        }

        var heap = new FractalHeap(image, heapAddress);
        var found = new List<(long Order, byte[] Bytes, long Address)>();
        foreach (var record in BTreeV2.Read(image, byName, 8).Records)
        {
            var cursor = new Hdf5Cursor(record, image.AddressSize, image.LengthSize, "attribute index", byName);
            var identifier = cursor.Bytes(8);
            if ((cursor.U8() & 2) != 0)
            {
                throw Hdf5Fault.Unsupported(cursor.Place, "Attributes shared between objects are not read");
            }

            var (bytes, address) = heap.Object(identifier);
            found.Add((cursor.U32(), bytes, address));
        }

        foreach (var (_, bytes, address) in found.OrderBy(static entry => entry.Order))
        {
            Add(attributes, image, bytes, address, path);
        }
    }

    private static void Add(OrderedDictionary<string, Hdf5Value> attributes, Hdf5Image image, ReadOnlyMemory<byte> bytes, long address, string path)
    {
        var cursor = new Hdf5Cursor(bytes.Span, image.AddressSize, image.LengthSize, "attribute", address);
        var version = cursor.Version(1, 3);
        var flags = cursor.U8();
        int nameSize = cursor.U16(), typeSize = cursor.U16(), spaceSize = cursor.U16();
        cursor.Skip(version == 3 ? 1 : 0);

        // Version 1 pads each of the three parts to a multiple of eight.
        int Padded(int size) => version == 1 ? (size + 7) & ~7 : size;
        var name = Hdf5Cursor.Text(cursor.Bytes(Padded(nameSize)));
        var typeBytes = new Hdf5Cursor(cursor.Bytes(Padded(typeSize)), image.AddressSize, image.LengthSize, $"type of attribute '{name}'", address);
        var spaceBytes = new Hdf5Cursor(cursor.Bytes(Padded(spaceSize)), image.AddressSize, image.LengthSize, $"shape of attribute '{name}'", address);
        if (version > 1 && (flags & 2) != 0)
        {
            throw Hdf5Fault.Unsupported(cursor.Place, "Shapes shared between attributes are not read");
        }

        var type = version > 1 && (flags & 1) != 0 ? DatatypeReader.ReadNamed(image, ref typeBytes) : DatatypeReader.Read(ref typeBytes);
        var shape = Dataspace.Read(ref spaceBytes).Shape;
        var place = $"{path}: attribute '{name}'";
        var length = shape is null ? 0 : Dataspace.ByteLength(shape, type.Size, place);
        if (length > Hdf5Limits.MaximumAttributeBytes)
        {
            throw Hdf5Fault.Limit(place, "An attribute's value has a bounded size", $"at most {Hdf5Limits.MaximumAttributeBytes} bytes", length);
        }

        var start = bytes.Length - cursor.Remaining;
        cursor.Skip((int)length);
        if (!attributes.TryAdd(name, ValueReader.Make(image, type, shape, new MemoryRaw(bytes.Slice(start, (int)length)), place)))
        {
            throw Hdf5Fault.Corrupt(place, "Each attribute has a name of its own", received: "the name twice");
        }
    }
}
