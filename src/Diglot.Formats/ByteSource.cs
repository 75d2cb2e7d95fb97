namespace Diglot.Formats;

/// <summary>
/// Bytes that can be read at any place: a file, a part of one, or memory. Files are read on demand and never mapped,
/// because reading a mapped file that another program cuts short ends the process instead of raising an error.
/// A file's handle is closed with the last reference to it.
/// </summary>
public abstract class ByteSource
{
    private protected ByteSource(string name, long length)
    {
        Name = name;
        Length = length;
    }

    /// <summary>The file's path, or what the bytes are, for messages.</summary>
    public string Name { get; }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading; it may be replaced or deleted while it is open.</summary>
    public static ByteSource Open(string path) => new FileByteSource(path);

    /// <summary>Bytes in memory.</summary>
    public static ByteSource FromMemory(ReadOnlyMemory<byte> bytes, string name = "bytes") => new MemoryByteSource(bytes, name);

    /// <summary>A part of this source, without copying it.</summary>
    public ByteSource Slice(long offset, long length)
    {
        Require(offset, length);
        return new SlicedByteSource(this, offset, length);
    }

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="FileFormatException">The bytes reach past the end (<see cref="FileFault.Corrupt"/>).</exception>
    public void Read(long offset, Span<byte> destination)
    {
        Require(offset, destination.Length);
        ReadCore(offset, destination);
    }

    /// <summary>The bytes of a part as a new array.</summary>
    public byte[] ReadArray(long offset, int length)
    {
        Require(offset, length);
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        ReadCore(offset, bytes);
        return bytes;
    }

    /// <summary>A seekable stream over the bytes.</summary>
    public Stream AsStream() => new ByteSourceStream(this);

    private protected abstract void ReadCore(long offset, Span<byte> destination);

    private void Require(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new FileFormatException(
                FileFault.Corrupt,
                "The file ends before the data it announces",
                place: $"byte {offset}",
                expected: $"{length} bytes",
                received: $"{Math.Max(0, Length - Math.Max(0, offset))}",
                remedy: "It was probably cut short: fetch or save it again.",
                file: Name);
        }
    }
}
