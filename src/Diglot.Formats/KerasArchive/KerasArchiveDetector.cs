using Diglot.Formats.Zip;

namespace Diglot.Formats.KerasArchive;

/// <summary>Recognises <c>.keras</c> archives by the entries that Keras looks for.</summary>
public static class KerasArchiveDetector
{
    /// <summary>Whether the bytes are a zip archive with a configuration and weights of Keras.</summary>
    public static bool Matches(ByteSource source)
    {
        if (!ZipDetector.Matches(source))
        {
            return false;
        }

        try
        {
            var archive = ZipReader.Read(source);
            return archive.TryGet(KerasArchiveFormat.Config, out _) && archive.TryGet(KerasArchiveFormat.Weights, out _);
        }
        catch (FileFormatException)
        {
            return false;
        }
    }
}
