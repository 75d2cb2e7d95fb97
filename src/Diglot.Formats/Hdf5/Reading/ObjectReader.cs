namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Makes groups and arrays of object headers.</summary>
internal static class ObjectReader
{
    public static Hdf5Group ReadRoot(Hdf5Image image, long address)
        => Read(image, address, "", null, 0) as Hdf5Group
            ?? throw Hdf5Fault.Corrupt($"object at address {address}", "The root of the file is a group");

    /// <summary>Reads the object at an address.</summary>
    public static Hdf5Object Read(Hdf5Image image, long address, string path, Hdf5Group? root, int depth)
    {
        if (depth > Hdf5Limits.MaximumGroupDepth)
        {
            throw Hdf5Fault.UnsafeLink($"object at address {address}", "Groups do not contain themselves", $"{depth} groups inside each other");
        }

        var header = ObjectHeader.Read(image, address);
        var shown = path.Length == 0 ? "/" : path;
        OrderedDictionary<string, Hdf5Value> Attributes() => image.Guard(shown, () => AttributeReader.Read(header, shown));
        if (header.Find(MessageKind.Layout) is not null)
        {
            return new Hdf5Dataset(path, DatasetReader.Read(header, shown), Attributes) { Address = address };
        }

        if (header.Find(MessageKind.SymbolTable) is not null || header.Find(MessageKind.LinkInfo) is not null || header.Find(MessageKind.GroupInfo) is not null || header.Find(MessageKind.Link) is not null)
        {
            return new Hdf5Group(path, root, group => image.Guard(shown, () => Members(header, group, depth)), Attributes) { Address = address, Image = image };
        }

        // A named type: present in the tree, with nothing to read.
        var type = header.Find(MessageKind.Datatype) is { } message
            ? DatatypeReader.Read(image, message)
            : throw Hdf5Fault.Corrupt(header.Place, "An object is a group, an array or a named type", received: "none of them");
        return new Hdf5Dataset(path, new Hdf5Value(type, null, shown, null, null, image.Name), Attributes) { Address = address };
    }

    private static OrderedDictionary<string, Lazy<Hdf5Object>> Members(ObjectHeader header, Hdf5Group group, int depth)
    {
        var members = new OrderedDictionary<string, Lazy<Hdf5Object>>();
        foreach (var link in LinkReader.Read(header))
        {
            if (!members.TryAdd(link.Name, Lazily(header.Image, link, group, depth)))
            {
                throw Hdf5Fault.Corrupt(header.Place, "Each member of a group has a name of its own", received: $"'{link.Name}' twice");
            }
        }

        return members;
    }

    // Lazy that forgets failures: a link that is being followed and met again on its own way raises
    // InvalidOperationException, which is how circles of soft links show.
    private static Lazy<Hdf5Object> Lazily(Hdf5Image image, Link link, Hdf5Group group, int depth)
    {
        var path = $"{group.Path}/{link.Name}";
        var following = false;
        return new Lazy<Hdf5Object>(
            () => image.Guard(path, () =>
            {
                if (following)
                {
                    throw Hdf5Fault.UnsafeLink("soft link", "Links do not lead back to themselves", link.Target);
                }

                following = true;
                try
                {
                    return Follow(image, link, group, path, depth);
                }
                finally
                {
                    following = false;
                }
            }),
            LazyThreadSafetyMode.PublicationOnly);
    }

    private static Hdf5Object Follow(Hdf5Image image, Link link, Hdf5Group group, string path, int depth)
    {
        switch (link.Kind)
        {
            case LinkKind.Hard:
                return Read(image, link.Address, path, group.Root, depth + 1);
            case LinkKind.Soft:
                return group.TryGet(link.Target!, out var found)
                    ? found
                    : throw Hdf5Fault.Corrupt("soft link", "A soft link leads to an object", link.Target, "nothing there");
            case LinkKind.External:
                throw Hdf5Fault.UnsafeLink("external link", "Links into other files are not followed", link.Target);
            default:
                throw Hdf5Fault.Unsupported("link", "Links are hard, soft or external", link.Target);
        }
    }
}
