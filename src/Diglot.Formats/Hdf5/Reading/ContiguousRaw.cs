namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Elements that lie in the file in one piece.</summary>
internal sealed class ContiguousRaw(ByteSource source) : RawArray
{
    public override void CopyTo(Span<byte> destination) => source.Read(0, destination);
}
