namespace Diglot.Formats;

/// <summary>Bytes that cost work to get (inflating) and are got when they are first read.</summary>
internal sealed class LazyByteSource(string name, long length, Func<byte[]> load) : ByteSource(name, length)
{
    private readonly Lazy<byte[]> _bytes = new(load);

    private protected override void ReadCore(long offset, Span<byte> destination)
        => _bytes.Value.AsSpan((int)offset, destination.Length).CopyTo(destination);
}
