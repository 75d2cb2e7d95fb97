namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Elements that lie in an object's header.</summary>
internal sealed class MemoryRaw(ReadOnlyMemory<byte> bytes) : RawArray
{
    public override void CopyTo(Span<byte> destination) => bytes.Span.CopyTo(destination);
}
