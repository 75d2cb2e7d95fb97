namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The entries that describe one group, array or named type, gathered from all pieces of its header.</summary>
internal sealed class ObjectHeader
{
    private const string What = "object header";
    private readonly List<HeaderMessage> _messages = [];

    private ObjectHeader(Hdf5Image image, long address)
    {
        Image = image;
        Address = address;
    }

    public Hdf5Image Image { get; }

    public long Address { get; }

    public IReadOnlyList<HeaderMessage> Messages => _messages;

    public string Place => $"{What} at address {Address}";

    public static ObjectHeader Read(Hdf5Image image, long address)
    {
        var header = new ObjectHeader(image, address);
        Span<byte> first = stackalloc byte[4];
        image.Read(address, first, What);
        if (first.SequenceEqual("OHDR"u8))
        {
            header.ReadVersion2();
        }
        else
        {
            header.ReadVersion1();
        }

        return header;
    }

    /// <summary>The first entry of a kind, or null.</summary>
    public HeaderMessage? Find(MessageKind kind)
    {
        foreach (var message in _messages)
        {
            if (message.Kind == kind)
            {
                return message;
            }
        }

        return null;
    }

    public HeaderMessage Need(MessageKind kind)
        => Find(kind) ?? throw Hdf5Fault.Corrupt(Place, $"An array's header has a {kind} message");

    private void ReadVersion1()
    {
        var prefix = Image.Cursor(Address, 16, What);
        prefix.Version(1, 1);
        prefix.Skip(1);
        prefix.U16();
        prefix.U32();
        var size = prefix.U32();
        Pieces((Address + 16, size), static (header, piece, pieces) =>
        {
            var block = header.Image.Block(piece.Address, piece.Length, What);
            var cursor = header.CursorOver(block, piece.Address);
            while (cursor.Remaining >= 8)
            {
                var kind = cursor.U16();
                var length = cursor.U16();
                var flags = cursor.U8();
                cursor.Skip(3);
                header.Add(kind, flags, block, cursor.Position, length, piece.Address, pieces);
                cursor.Skip(length);
            }
        });
    }

    private void ReadVersion2()
    {
        var prefix = Image.Cursor(Address, Math.Min(34, Image.Length - Address), What);
        prefix.Signature("OHDR"u8);
        prefix.Version(2, 2);
        var flags = prefix.U8();
        prefix.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        var size = prefix.Unsigned(1 << (flags & 3));
        var start = prefix.Position;
        var ordered = (flags & 4) != 0;
        Pieces((Address, checked(start + size + 4)), (header, piece, pieces) =>
        {
            var block = header.Image.Block(piece.Address, piece.Length, What);
            var cursor = header.CursorOver(block, piece.Address);
            if (piece.Address == header.Address)
            {
                cursor.Skip(start);
            }
            else
            {
                cursor.Signature("OCHK"u8);
            }

            var entry = ordered ? 6 : 4;
            while (cursor.Remaining >= entry + 4)
            {
                var kind = cursor.U8();
                var length = cursor.U16();
                var messageFlags = cursor.U8();
                cursor.Skip(entry - 4);
                if (length > cursor.Remaining - 4)
                {
                    throw Hdf5Fault.Corrupt(header.Place, "A message lies inside its header", $"at most {cursor.Remaining - 4} bytes", length);
                }

                header.Add(kind, messageFlags, block, cursor.Position, length, piece.Address, pieces);
                cursor.Skip(length);
            }

            cursor.Skip(cursor.Remaining - 4);
            cursor.Checksum();
        });
    }

    private void Pieces((long Address, long Length) first, Action<ObjectHeader, (long Address, long Length), Queue<(long Address, long Length)>> read)
    {
        var seen = new HashSet<long>();
        var pieces = new Queue<(long Address, long Length)>([first]);
        var total = 0L;
        while (pieces.TryDequeue(out var piece))
        {
            total += piece.Length;
            if (!seen.Add(piece.Address) || seen.Count > Hdf5Limits.MaximumHeaderPieces || total > Image.Length)
            {
                throw Hdf5Fault.Corrupt(Place, "The pieces of a header do not overlap or lead back to each other", received: $"a piece at address {piece.Address}");
            }

            read(this, piece, pieces);
        }
    }

    private Hdf5Cursor CursorOver(byte[] block, long address) => new(block, Image.AddressSize, Image.LengthSize, What, address);

    private void Add(int kind, byte flags, byte[] block, int position, int length, long address, Queue<(long Address, long Length)> pieces)
    {
        if (length > block.Length - position)
        {
            throw Hdf5Fault.Corrupt(Place, "A message lies inside its header", $"at most {block.Length - position} bytes", length);
        }

        var message = new HeaderMessage((MessageKind)kind, (flags & 2) != 0, block.AsMemory(position, length), address + position);
        if (message.Kind == MessageKind.Continuation)
        {
            var cursor = message.Cursor(Image);
            pieces.Enqueue((cursor.Address(), cursor.Length()));
        }
        else if (message.Kind != MessageKind.Nil)
        {
            _messages.Add(message);
        }
    }
}
