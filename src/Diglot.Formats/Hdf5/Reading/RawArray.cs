namespace Diglot.Formats.Hdf5.Reading;

/// <summary>The elements of an array as the file keeps them, in row-major order.</summary>
internal abstract class RawArray
{
    /// <summary>Writes all bytes; the destination has exactly their length.</summary>
    public abstract void CopyTo(Span<byte> destination);
}
