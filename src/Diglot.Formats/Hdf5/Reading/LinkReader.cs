using System.Text;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Lists the members of a group, old style (symbol table) or new style (link messages, or a heap of them).</summary>
internal static class LinkReader
{
    /// <summary>All links, by creation where the file tells, else by name.</summary>
    public static List<Link> Read(ObjectHeader header)
    {
        var links = new List<Link>();
        if (header.Find(MessageKind.SymbolTable) is { } table)
        {
            ReadSymbolTable(header.Image, table.Cursor(header.Image), links);
        }

        foreach (var message in header.Messages)
        {
            if (message.Kind == MessageKind.Link)
            {
                var cursor = message.Cursor(header.Image);
                links.Add(ReadLink(ref cursor));
            }
        }

        if (header.Find(MessageKind.LinkInfo) is { } info)
        {
            ReadHeap(header.Image, info.Cursor(header.Image), links);
        }

        if (links.TrueForAll(static link => link.Order is not null))
        {
            links.Sort(static (a, b) => a.Order!.Value.CompareTo(b.Order!.Value));
        }
        else
        {
            links.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        }

        return links;
    }

    private static void ReadSymbolTable(Hdf5Image image, Hdf5Cursor message, List<Link> links)
    {
        var tree = message.Address();
        var heap = new LocalHeap(image, message.Address());
        var walk = new TreeWalk(image, "symbol node");
        BTreeV1.Visit(image, tree, 0, image.LengthSize, (ref key, child) =>
        {
            var head = image.Cursor(child, 8, "symbol node");
            head.Signature("SNOD"u8);
            head.Version(1, 1);
            head.Skip(1);
            var count = head.U16();
            var size = (2 * image.AddressSize) + 24;
            walk.Enter(child, 8 + ((long)count * size), 0);
            var entries = image.Cursor(child + 8, (long)count * size, "symbol node");
            for (var i = 0; i < count; i++)
            {
                var name = heap.Text(entries.Unsigned(image.AddressSize));
                var address = entries.Address();
                var cache = entries.U32();
                entries.Skip(4);
                var scratch = entries.U32();
                entries.Skip(12);
                links.Add(cache == 2
                    ? new Link(name, LinkKind.Soft, -1, heap.Text(scratch), null)
                    : new Link(name, LinkKind.Hard, address, null, null));
            }
        });
    }

    private static void ReadHeap(Hdf5Image image, Hdf5Cursor info, List<Link> links)
    {
        info.Version(0, 0);
        var flags = info.U8();
        info.Skip((flags & 1) != 0 ? 8 : 0);
        var heapAddress = info.Address();
        var byName = info.Address();
        if (heapAddress == Hdf5Cursor.Undefined || byName == Hdf5Cursor.Undefined)
        {
            return;
        }

        var heap = new FractalHeap(image, heapAddress);
        var (_, records) = BTreeV2.Read(image, byName, 5);
        foreach (var record in records)
        {
            var (bytes, address) = heap.Object(record.AsSpan(Math.Min(4, record.Length)));
            var cursor = new Hdf5Cursor(bytes, image.AddressSize, image.LengthSize, "link", address);
            links.Add(ReadLink(ref cursor));
        }
    }

    private static Link ReadLink(ref Hdf5Cursor cursor)
    {
        cursor.Version(1, 1);
        var flags = cursor.U8();
        var kind = (flags & 8) != 0 ? cursor.U8() : 0;
        long? order = (flags & 4) != 0 ? cursor.Unsigned(8) : null;
        cursor.Skip((flags & 16) != 0 ? 1 : 0);
        var name = Encoding.UTF8.GetString(cursor.Bytes(cursor.Unsigned(1 << (flags & 3))));
        switch (kind)
        {
            case 0:
                return new Link(name, LinkKind.Hard, cursor.Address(), null, order);
            case 1:
                return new Link(name, LinkKind.Soft, -1, Hdf5Cursor.Text(cursor.Bytes(cursor.U16())), order);
            case 64:
                var value = cursor.Bytes(cursor.U16());
                return new Link(name, LinkKind.External, -1, Encoding.UTF8.GetString(value[Math.Min(1, value.Length)..]).TrimEnd('\0').Replace("\0", ": "), order);
            default:
                return new Link(name, LinkKind.Unknown, -1, $"kind {kind}", order);
        }
    }
}
