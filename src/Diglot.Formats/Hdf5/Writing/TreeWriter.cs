using System.Text;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>Lays out a tree as the library does by default: old-style groups, contiguous arrays, attributes in the headers.</summary>
internal sealed class TreeWriter
{
    private const int SuperblockLength = 96;
    private const int LeafHalf = 4;
    private const int TreeHalf = 16;
    private readonly MetadataBuffer _buffer = new();
    private readonly ValueWriter _values;

    private TreeWriter() => _values = new ValueWriter(_buffer);

    private readonly record struct Place(long Header, long Tree, long Heap);

    public static Hdf5Plan Plan(Hdf5Group root)
    {
        var writer = new TreeWriter();
        writer._buffer.Zeros(SuperblockLength);
        var place = writer.Group(root, "", 0);
        var (arrays, length) = writer._values.PlaceArrays();
        writer.Superblock(place, length);
        return new Hdf5Plan(writer._buffer.Bytes.ToArray(), arrays, length);
    }

    private void Superblock(Place root, long length)
    {
        var block = new MetadataBuffer();
        block.Write(Hdf5Format.Signature);
        block.Write([0, 0, 0, 0, 0, 8, 8, 0]);
        block.U16(LeafHalf);
        block.U16(TreeHalf);
        block.U32(0);
        block.U64(0);
        block.Nowhere();
        block.U64(length);
        block.Nowhere();
        block.U64(0);
        block.U64(root.Header);
        block.U32(1);
        block.U32(0);
        block.U64(root.Tree);
        block.U64(root.Heap);
        _buffer.Overwrite(0, block.Bytes);
    }

    private Place Group(Hdf5Group group, string path, int depth)
    {
        if (depth > Hdf5Limits.MaximumGroupDepth)
        {
            throw new FileFormatException(FileFault.Limit, "Groups lie inside each other only so deep", path, $"at most {Hdf5Limits.MaximumGroupDepth} levels");
        }

        // The format orders members by the bytes of their names.
        var members = group.Names.Select(static name => (Name: name, Bytes: Encoding.UTF8.GetBytes(name)))
            .OrderBy(static member => member.Bytes, Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Select(member => (member.Bytes, Place: Member(group.Member(member.Name), $"{path}/{member.Name}", depth)))
            .ToList();
        var (heap, offsets) = Heap(members.ConvertAll(static member => member.Bytes));
        var tree = Tree(members.ConvertAll(static member => member.Place), offsets);
        var header = _values.Header(path, group.Attributes, () => _values.Message(0x11, () =>
        {
            _buffer.U64(tree);
            _buffer.U64(heap);
        }));
        return new Place(header, tree, heap);
    }

    private Place Member(Hdf5Object member, string path, int depth) => member switch
    {
        Hdf5Group group => Group(group, path, depth + 1),
        Hdf5Dataset dataset => new Place(_values.Dataset(dataset, path), 0, 0),
        _ => throw new ArgumentException($"A member is a group or an array: '{path}'.", nameof(member)),
    };

    /// <summary>The heap of names: eight zero bytes for the empty name, then each name with its zero.</summary>
    private (long Heap, List<long> Offsets) Heap(List<byte[]> names)
    {
        _buffer.Align();
        var offsets = new List<long>();
        var length = 8L;
        foreach (var name in names)
        {
            offsets.Add(length);
            length += (name.Length + 8) & ~7;
        }

        var heap = _buffer.Position;
        _buffer.Write("HEAP"u8);
        _buffer.U32(0);
        _buffer.U64(length);
        _buffer.U64(1);
        _buffer.U64(heap + 32);
        _buffer.Zeros(8);
        foreach (var name in names)
        {
            _buffer.Write(name);
            _buffer.U8(0);
            _buffer.PadTo(heap + 32 + (((_buffer.Position - heap - 32) + 7) & ~7));
        }

        return (heap, offsets);
    }

    private long Tree(List<Place> members, List<long> offsets)
    {
        // Leaves of the index are nodes of up to eight members; each is known by its last name.
        var nodes = new List<(long Address, long LastName)>();
        for (var first = 0; first < members.Count; first += 2 * LeafHalf)
        {
            var count = Math.Min(2 * LeafHalf, members.Count - first);
            nodes.Add((_buffer.Position, offsets[first + count - 1]));
            SymbolNode(members, offsets, first, count);
        }

        var level = 0;
        do
        {
            nodes = Level(nodes, level++);
        }
        while (nodes.Count > 1);
        return nodes[0].Address;
    }

    private void SymbolNode(List<Place> members, List<long> offsets, int first, int count)
    {
        var start = _buffer.Position;
        _buffer.Write("SNOD"u8);
        _buffer.U16(1);
        _buffer.U16(count);
        for (var i = first; i < first + count; i++)
        {
            _buffer.U64(offsets[i]);
            _buffer.U64(members[i].Header);
            _buffer.U32(members[i].Tree == 0 ? 0u : 1u);
            _buffer.U32(0);
            _buffer.U64(members[i].Tree);
            _buffer.U64(members[i].Heap);
        }

        _buffer.PadTo(start + 8 + (2 * LeafHalf * 40));
    }

    private List<(long Address, long LastName)> Level(List<(long Address, long LastName)> children, int level)
    {
        const int Size = 24 + (2 * TreeHalf * 8) + (((2 * TreeHalf) + 1) * 8);
        var nodes = new List<(long Address, long LastName)>();
        var total = Math.Max(1, (children.Count + (2 * TreeHalf) - 1) / (2 * TreeHalf));
        var before = 0L;
        for (var node = 0; node < total; node++)
        {
            var part = children.Skip(node * 2 * TreeHalf).Take(2 * TreeHalf).ToList();
            var start = _buffer.Position;
            _buffer.Write("TREE"u8);
            _buffer.U8(0);
            _buffer.U8(level);
            _buffer.U16(part.Count);
            _buffer.U64(node == 0 ? -1 : start - Size);
            _buffer.U64(node == total - 1 ? -1 : start + Size);
            _buffer.U64(before);
            foreach (var (address, lastName) in part)
            {
                _buffer.U64(address);
                _buffer.U64(lastName);
                before = lastName;
            }

            _buffer.PadTo(start + Size);
            nodes.Add((start, before));
        }

        return nodes;
    }
}
