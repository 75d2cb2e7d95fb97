namespace Diglot.Formats;

/// <summary>A part of another source.</summary>
internal sealed class SlicedByteSource(ByteSource whole, long start, long length) : ByteSource(whole.Name, length)
{
    private protected override void ReadCore(long offset, Span<byte> destination) => whole.Read(start + offset, destination);
}
