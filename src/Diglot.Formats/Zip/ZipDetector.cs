namespace Diglot.Formats.Zip;

/// <summary>Recognises zip archives: they begin with the header of their first entry.</summary>
public static class ZipDetector
{
    /// <summary>Whether the bytes begin like a zip archive.</summary>
    public static bool Matches(ByteSource source)
    {
        Span<byte> head = stackalloc byte[4];
        if (source.Length < head.Length)
        {
            return false;
        }

        source.Read(0, head);
        return head.SequenceEqual("PK\x03\x04"u8) || head.SequenceEqual("PK\x05\x06"u8);
    }
}
