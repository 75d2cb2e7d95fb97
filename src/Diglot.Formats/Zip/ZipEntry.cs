using System.Buffers.Binary;
using System.IO.Compression;

namespace Diglot.Formats.Zip;

/// <summary>One entry of an archive as the central directory describes it; its bytes are read when they are asked for.</summary>
public sealed class ZipEntry
{
    private const int LocalHeaderLength = 30;

    private readonly ByteSource _archive;
    private readonly byte[] _rawName;
    private readonly ushort _flags;

    internal ZipEntry(ByteSource archive, byte[] rawName, string name, ushort flags, ushort method, uint crc32, long compressedLength, long length, long headerOffset)
    {
        _archive = archive;
        _rawName = rawName;
        _flags = flags;
        Name = name;
        Method = method;
        Crc32 = crc32;
        CompressedLength = compressedLength;
        Length = length;
        HeaderOffset = headerOffset;
    }

    /// <summary>The name as stored. It is never used as a path on this machine.</summary>
    public string Name { get; }

    /// <summary>Whether the name, taken as a path, would lead out of the folder the archive is unpacked in.</summary>
    public bool HasUnsafeName => Name.Contains('\0') || Name.StartsWith('/') || Name.StartsWith('\\') || (Name.Length > 1 && Name[1] == ':')
        || Name.Split('/', '\\').Contains("..");

    /// <summary>0: stored, 8: deflated.</summary>
    public ushort Method { get; }

    /// <summary>Whether the bytes lie in the file as they are.</summary>
    public bool IsStored => Method == 0;

    /// <summary>Check sum that the directory gives for the content.</summary>
    public uint Crc32 { get; }

    /// <summary>Bytes in the file.</summary>
    public long CompressedLength { get; }

    /// <summary>Bytes of content.</summary>
    public long Length { get; }

    internal long HeaderOffset { get; }

    /// <summary>
    /// The content: a part of the file where it is stored, inflated into memory on first use where it is deflated. An inflated
    /// entry's check sum is always checked; a stored one's only by <see cref="ReadArray"/>, so that it can be read in parts.
    /// </summary>
    /// <param name="maximumLength">Most bytes that the caller has use for; a longer entry is refused before it is inflated.</param>
    public ByteSource Open(long maximumLength = int.MaxValue)
    {
        Require(maximumLength);
        var data = _archive.Slice(DataOffset(), CompressedLength);
        return IsStored ? data : new LazyByteSource(_archive.Name, Length, () => Inflate(data));
    }

    /// <summary>The content in memory.</summary>
    /// <param name="maximumLength">Most bytes that the caller has use for; a longer entry is refused before it is read.</param>
    /// <param name="verify">Whether to compare the check sum. PyTorch can be told to write archives without valid ones.</param>
    public byte[] ReadArray(long maximumLength = int.MaxValue, bool verify = true)
    {
        Require(Math.Min(maximumLength, Array.MaxLength));
        var data = _archive.Slice(DataOffset(), CompressedLength);
        if (!IsStored)
        {
            return Inflate(data);
        }

        var bytes = data.ReadArray(0, (int)Length);
        if (verify)
        {
            Verify(bytes);
        }

        return bytes;
    }

    /// <summary>The first bytes of the content, without inflating the rest; fewer than asked for if the entry is shorter.</summary>
    public byte[] ReadPrefix(int count)
    {
        Require(long.MaxValue);
        var data = _archive.Slice(DataOffset(), CompressedLength);
        count = (int)Math.Min(count, Length);
        if (IsStored)
        {
            return data.ReadArray(0, count);
        }

        try
        {
            var bytes = new byte[count];
            using var inflater = new DeflateStream(data.AsStream(), CompressionMode.Decompress);
            return bytes[..inflater.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException exception)
        {
            throw new FileFormatException(FileFault.Corrupt, "The deflated data can be inflated", Place, file: _archive.Name, cause: exception);
        }
    }

    private byte[] Inflate(ByteSource data)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        try
        {
            using var inflater = new DeflateStream(data.AsStream(), CompressionMode.Decompress);
            var count = inflater.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count < bytes.Length || inflater.ReadByte() >= 0)
            {
                throw Corrupt("The content is as long as the directory says", $"{Length} bytes", count < bytes.Length ? $"{count}" : "more");
            }
        }
        catch (InvalidDataException exception)
        {
            throw new FileFormatException(FileFault.Corrupt, "The deflated data can be inflated", Place, file: _archive.Name, cause: exception);
        }

        Verify(bytes);
        return bytes;
    }

    private void Verify(ReadOnlySpan<byte> content)
    {
        var actual = System.IO.Hashing.Crc32.HashToUInt32(content);
        if (actual != Crc32)
        {
            throw Corrupt("The content agrees with its check sum", $"CRC-32 {Crc32:x8}", $"{actual:x8}");
        }
    }

    private void Require(long maximumLength)
    {
        if ((_flags & 1) != 0)
        {
            throw new FileFormatException(FileFault.Unsupported, "An entry is not encrypted", Place, remedy: "Decrypt the archive first.", file: _archive.Name);
        }

        if (Method is not (0 or 8))
        {
            throw new FileFormatException(FileFault.Unsupported, "An entry is stored or deflated", Place, "compression method 0 or 8", $"{Method}", file: _archive.Name);
        }

        if (Length > maximumLength)
        {
            throw new FileFormatException(FileFault.Limit, "An entry is no longer than what it is needed for", Place, $"at most {maximumLength} bytes", $"{Length}", file: _archive.Name);
        }

        if (IsStored && Length != CompressedLength)
        {
            throw Corrupt("A stored entry's two lengths are equal", $"{CompressedLength}", $"{Length}");
        }

        if (!IsStored && (Length > Array.MaxLength || Length / ZipLimits.MaximumDeflateRatio > CompressedLength))
        {
            throw new FileFormatException(FileFault.Limit, "A deflated entry holds at most 1032 times its own size", Place, received: $"{Length} bytes from {CompressedLength}", file: _archive.Name);
        }
    }

    private long DataOffset()
    {
        var header = _archive.ReadArray(HeaderOffset, LocalHeaderLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50)
        {
            throw Corrupt("The directory points at the entry's own header", null, null);
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        var name = _archive.ReadArray(HeaderOffset + LocalHeaderLength, nameLength);
        if (!name.AsSpan().SequenceEqual(_rawName))
        {
            throw Corrupt("The entry's own header and the directory give the same name", null, null);
        }

        return HeaderOffset + LocalHeaderLength + nameLength + extraLength;
    }

    private string Place => $"archive entry '{Name}'";

    private FileFormatException Corrupt(string rule, string? expected, string? received)
        => new(FileFault.Corrupt, rule, Place, expected, received, "The file is damaged: fetch or save it again.", _archive.Name);
}
