namespace Diglot.Formats.Hdf5.Reading;

/// <summary>B-trees of version 1, which index old-style groups and old-style chunks.</summary>
internal static class BTreeV1
{
    private const string What = "B-tree node";

    /// <summary>Reads one key in front of a leaf's child.</summary>
    public delegate void Leaf(ref Hdf5Cursor key, long child);

    /// <summary>Visits the children of all leaves in order.</summary>
    /// <param name="image">The file.</param>
    /// <param name="address">The root node.</param>
    /// <param name="kind">0 for groups, 1 for chunks.</param>
    /// <param name="keySize">Bytes of a key.</param>
    /// <param name="leaf">Called for each child of a leaf.</param>
    public static void Visit(Hdf5Image image, long address, int kind, int keySize, Leaf leaf)
        => Visit(image, address, kind, keySize, leaf, new TreeWalk(image, What), null, 0);

    private static void Visit(Hdf5Image image, long address, int kind, int keySize, Leaf leaf, TreeWalk walk, int? level, int depth)
    {
        var headSize = 8 + (2 * image.AddressSize);
        var head = image.Cursor(address, headSize, What);
        head.Signature("TREE"u8);
        int foundKind = head.U8(), foundLevel = head.U8(), count = head.U16();
        if (foundKind != kind || (level is not null && foundLevel != level))
        {
            throw Hdf5Fault.Corrupt(head.Place, "A node has its tree's kind, and its level is one below its parent's", $"kind {kind}, level {level}", $"kind {foundKind}, level {foundLevel}");
        }

        var size = (long)count * (keySize + image.AddressSize);
        walk.Enter(address, headSize + size, depth);
        var entries = image.Cursor(address + headSize, size, What);
        for (var i = 0; i < count; i++)
        {
            var key = new Hdf5Cursor(entries.Bytes(keySize), image.AddressSize, image.LengthSize, What, address);
            var child = entries.Address();
            if (foundLevel == 0)
            {
                leaf(ref key, child);
            }
            else
            {
                Visit(image, child, kind, keySize, leaf, walk, foundLevel - 1, depth + 1);
            }
        }
    }
}
