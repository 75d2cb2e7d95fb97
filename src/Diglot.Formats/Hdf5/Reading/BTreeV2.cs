using System.Numerics;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>B-trees of version 2, which index the links and attributes of new-style objects and some chunked arrays.</summary>
internal sealed class BTreeV2
{
    private const string What = "version 2 B-tree";
    private const int NodeOverhead = 10;
    private readonly Hdf5Image _image;
    private readonly int _nodeSize;
    private readonly int _recordSize;
    private readonly int[] _totalSize;
    private readonly int _countSize;
    private readonly List<byte[]> _records = [];
    private readonly TreeWalk _walk;

    private BTreeV2(Hdf5Image image, int nodeSize, int recordSize, int depth)
    {
        _image = image;
        _nodeSize = nodeSize;
        _recordSize = recordSize;
        _walk = new TreeWalk(image, What);
        var mostInLeaf = (nodeSize - NodeOverhead) / recordSize;
        _countSize = BytesFor((ulong)mostInLeaf);
        _totalSize = new int[depth + 1];
        UInt128 most = (ulong)mostInLeaf;
        for (var level = 1; level <= depth; level++)
        {
            var pointer = image.AddressSize + _countSize + _totalSize[level - 1];
            var here = (nodeSize - NodeOverhead - pointer) / (recordSize + pointer);
            most = ((UInt128)(ulong)Math.Max(here, 0) + 1) * most + (ulong)Math.Max(here, 0);
            most = UInt128.Min(most, ulong.MaxValue);
            _totalSize[level] = BytesFor((ulong)most);
        }
    }

    /// <summary>All records in order.</summary>
    /// <param name="image">The file.</param>
    /// <param name="address">The tree's header.</param>
    /// <param name="kinds">Kinds of record that the caller can read.</param>
    public static (int Kind, List<byte[]> Records) Read(Hdf5Image image, long address, params ReadOnlySpan<int> kinds)
    {
        var head = image.Cursor(address, 22 + image.AddressSize + image.LengthSize, What);
        head.Signature("BTHD"u8);
        head.Version(0, 0);
        int kind = head.U8();
        var nodeSize = head.U32();
        int recordSize = head.U16(), depth = head.U16();
        head.Skip(2);
        var root = head.Address();
        var count = head.U16();
        head.Length();
        head.Checksum();
        if (!kinds.Contains(kind) || depth > Hdf5Limits.MaximumTreeDepth || recordSize == 0 || nodeSize < NodeOverhead + recordSize || nodeSize > image.Length)
        {
            throw Hdf5Fault.Corrupt(head.Place, "The tree holds records of the kind asked for, in nodes that lie inside the file", $"kind {string.Join(" or ", kinds.ToArray())}", $"kind {kind}, records of {recordSize} bytes in nodes of {nodeSize}, depth {depth}");
        }

        var tree = new BTreeV2(image, (int)nodeSize, recordSize, depth);
        if (root != Hdf5Cursor.Undefined && count > 0)
        {
            tree.Visit(root, count, depth, kind);
        }

        return (kind, tree._records);
    }

    private static int BytesFor(ulong value) => (BitOperations.Log2(Math.Max(value, 1)) / 8) + 1;

    private void Visit(long address, int count, int depth, int kind)
    {
        var pointers = depth == 0 ? 0 : (long)(count + 1) * (_image.AddressSize + _countSize + _totalSize[depth - 1]);
        var length = NodeOverhead + ((long)count * _recordSize) + pointers;
        if (length > _nodeSize)
        {
            throw Hdf5Fault.Corrupt($"{What} node at address {address}", "A node's records fit its size", $"{_nodeSize} bytes", length);
        }

        _walk.Enter(address, length, depth);
        var cursor = _image.Cursor(address, length, $"{What} node");
        cursor.Signature(depth == 0 ? "BTLF"u8 : "BTIN"u8);
        cursor.Version(0, 0);
        if (cursor.U8() != kind)
        {
            throw Hdf5Fault.Corrupt(cursor.Place, "A node has its tree's kind", kind);
        }

        var records = cursor.Bytes((long)count * _recordSize);
        var children = new (long Address, int Count)[depth == 0 ? 0 : count + 1];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = (cursor.Address(), (int)Math.Min(cursor.Unsigned(_countSize), int.MaxValue / 1024));
            if (depth > 1)
            {
                cursor.Unsigned(_totalSize[depth - 1]);
            }
        }

        cursor.Checksum();
        for (var i = 0; i <= count; i++)
        {
            if (depth > 0)
            {
                Visit(children[i].Address, children[i].Count, depth - 1, kind);
            }

            if (i < count)
            {
                _records.Add(records.Slice(i * _recordSize, _recordSize).ToArray());
            }
        }
    }
}
