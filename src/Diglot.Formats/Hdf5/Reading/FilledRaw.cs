namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Elements that were never written: each is the fill value.</summary>
internal sealed class FilledRaw(ReadOnlyMemory<byte> fill) : RawArray
{
    public override void CopyTo(Span<byte> destination) => Fill(destination, fill.Span);

    /// <summary>Repeats one element's bytes; none stand for zero.</summary>
    public static void Fill(Span<byte> destination, ReadOnlySpan<byte> element)
    {
        if (element.IsEmpty || !element.ContainsAnyExcept((byte)0))
        {
            destination.Clear();
            return;
        }

        for (var at = 0; at + element.Length <= destination.Length; at += element.Length)
        {
            element.CopyTo(destination[at..]);
        }
    }
}
