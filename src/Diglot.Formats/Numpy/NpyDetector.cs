using Diglot.Formats.Zip;

namespace Diglot.Formats.Numpy;

/// <summary>Recognises NumPy's files.</summary>
public static class NpyDetector
{
    /// <summary>What every .npy file begins with.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether the bytes begin like a .npy file.</summary>
    public static bool Matches(ByteSource source)
    {
        Span<byte> head = stackalloc byte[6];
        if (source.Length < head.Length)
        {
            return false;
        }

        source.Read(0, head);
        return head.SequenceEqual(Magic);
    }

    /// <summary>Whether the bytes are a zip archive whose first entry is a .npy file.</summary>
    public static bool MatchesArchive(ByteSource source)
    {
        if (!ZipDetector.Matches(source))
        {
            return false;
        }

        try
        {
            return ZipReader.Read(source).Entries is [var first, ..] && first.Name.EndsWith(".npy", StringComparison.Ordinal);
        }
        catch (FileFormatException)
        {
            return false;
        }
    }
}
