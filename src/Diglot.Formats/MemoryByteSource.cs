namespace Diglot.Formats;

/// <summary>Bytes that are in memory already.</summary>
internal sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes, string name) : ByteSource(name, bytes.Length)
{
    private protected override void ReadCore(long offset, Span<byte> destination)
        => bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
