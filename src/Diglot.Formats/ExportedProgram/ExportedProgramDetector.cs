using Diglot.Formats.Zip;

namespace Diglot.Formats.ExportedProgram;

/// <summary>Recognises archives of <c>torch.export</c> by the entries that PyTorch looks for.</summary>
public static class ExportedProgramDetector
{
    /// <summary>Whether the bytes are an archive of <c>torch.export</c>.</summary>
    public static bool Matches(ByteSource source)
    {
        if (!ZipDetector.Matches(source))
        {
            return false;
        }

        try
        {
            return RootOf(ZipReader.Read(source)) is not null;
        }
        catch (FileFormatException)
        {
            return false;
        }
    }

    /// <summary>The folder, with its slash, that the program lies in; null where the archive is another one.</summary>
    internal static string? RootOf(ZipDirectory zip)
    {
        foreach (var name in new[] { ExportedProgramFormat.LegacyModel, ExportedProgramFormat.Marker, ExportedProgramFormat.Model })
        {
            foreach (var entry in zip.Entries)
            {
                var root = entry.Name.EndsWith(name, StringComparison.Ordinal) ? entry.Name[..^name.Length] : null;
                if (root is not null && (root.Length == 0 || root.IndexOf('/') == root.Length - 1))
                {
                    return root;
                }
            }
        }

        return null;
    }
}
