namespace Diglot.Formats.Hdf5.Reading;

/// <summary>One entry of an object header.</summary>
/// <param name="Kind">What the entry describes.</param>
/// <param name="Shared">Whether the data only says where the real entry is.</param>
/// <param name="Data">The entry's bytes.</param>
/// <param name="Address">Where they lie.</param>
internal readonly record struct HeaderMessage(MessageKind Kind, bool Shared, ReadOnlyMemory<byte> Data, long Address)
{
    public Hdf5Cursor Cursor(Hdf5Image image) => new(Data.Span, image.AddressSize, image.LengthSize, $"{Kind} message", Address);
}
