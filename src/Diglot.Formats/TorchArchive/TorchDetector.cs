using Diglot.Formats.Zip;

namespace Diglot.Formats.TorchArchive;

/// <summary>Recognises PyTorch's files by their content.</summary>
public static class TorchDetector
{
    private const int TarMagicOffset = 257;

    /// <summary>The pickle of the number that a legacy file begins with.</summary>
    internal static ReadOnlySpan<byte> LegacyMagic => [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>The form of the file, or null if it is none of PyTorch's.</summary>
    public static TorchForm? FormOf(ByteSource source)
    {
        var head = source.ReadArray(0, (int)Math.Min(source.Length, TarMagicOffset + 5));
        if (head.AsSpan().StartsWith("PK"u8))
        {
            return FormOfArchive(source);
        }

        if (head.Length > TarMagicOffset && head.AsSpan(TarMagicOffset).StartsWith("ustar"u8))
        {
            return TorchForm.Tar;
        }

        if (head.Length < 3 || head[0] != 0x80 || head[1] is 0 or > 5)
        {
            return null;
        }

        return head.AsSpan(0, Math.Min(head.Length, 32)).IndexOf(LegacyMagic) >= 0 ? TorchForm.Legacy : TorchForm.Pickle;
    }

    private static TorchForm? FormOfArchive(ByteSource source)
    {
        try
        {
            var zip = ZipReader.Read(source);
            return RootOf(zip) is not { } root ? null : zip.TryGet(root + "constants.pkl", out _) ? TorchForm.TorchScript : TorchForm.Zip;
        }
        catch (FileFormatException)
        {
            return null;
        }
    }

    /// <summary>The folder, with its slash, that holds <c>data.pkl</c>; null if none does.</summary>
    internal static string? RootOf(ZipDirectory zip)
    {
        const string name = "data.pkl";
        string? root = null;
        foreach (var entry in zip.Entries)
        {
            var isCandidate = entry.Name == name || (entry.Name.EndsWith("/" + name, StringComparison.Ordinal) && entry.Name.IndexOf('/') == entry.Name.Length - name.Length - 1);
            if (isCandidate && root is not null)
            {
                throw new FileFormatException(FileFault.Corrupt, "An archive has one data.pkl", $"archive entry '{entry.Name}'", file: zip.Source.Name);
            }

            root = isCandidate ? entry.Name[..^name.Length] : root;
        }

        return root;
    }
}
