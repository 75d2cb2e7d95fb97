using System.Text;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>Collects variable-length texts and lays them out behind what refers to them.</summary>
internal sealed class GlobalHeapWriter(MetadataBuffer buffer)
{
    private const int LeastCollection = 4096;
    private const int MostObjects = 16_000;
    private const int MostBytes = 1 << 20;
    private readonly List<byte[]> _objects = [];
    private readonly List<int> _references = [];
    private long _bytes;

    /// <summary>Writes a reference to a text at the buffer's position: length, address, index.</summary>
    public void Reference(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        buffer.U32((uint)bytes.Length);
        if (bytes.Length == 0)
        {
            buffer.Zeros(12);
            return;
        }

        _objects.Add(bytes);
        _references.Add(buffer.Position);
        _bytes += bytes.Length;
        buffer.U64(0);
        buffer.U32((uint)_objects.Count);
    }

    /// <summary>Whether enough has gathered to be laid out.</summary>
    public bool IsFull => _objects.Count >= MostObjects || _bytes >= MostBytes;

    /// <summary>Lays out what has gathered; must not be called inside another structure.</summary>
    public void Flush()
    {
        if (_objects.Count == 0)
        {
            return;
        }

        buffer.Align();
        var start = buffer.Position;
        buffer.Write("GCOL"u8);
        buffer.U32(1);
        buffer.U64(0);
        for (var i = 0; i < _objects.Count; i++)
        {
            buffer.U16(i + 1);
            buffer.U16(0);
            buffer.U32(0);
            buffer.U64(_objects[i].Length);
            buffer.Write(_objects[i]);
            buffer.Align();
        }

        // The rest up to the least size is free space, which is object 0.
        var used = buffer.Position - start;
        if (used < LeastCollection)
        {
            var free = LeastCollection - used;
            if (free >= 16)
            {
                buffer.Zeros(8);
                buffer.U64(free);
            }

            buffer.PadTo(start + LeastCollection);
        }

        buffer.FillU64(start + 8, buffer.Position - start);
        foreach (var reference in _references)
        {
            buffer.FillU64(reference, start);
        }

        _objects.Clear();
        _references.Clear();
        _bytes = 0;
    }
}
