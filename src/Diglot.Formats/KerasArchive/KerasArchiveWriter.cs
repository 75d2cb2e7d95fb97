using System.Text;
using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5.Writing;
using Diglot.Formats.Zip;

namespace Diglot.Formats.KerasArchive;

/// <summary>Writes <c>.keras</c> archives as Keras does: stored entries <c>metadata.json</c>, <c>config.json</c>, <c>model.weights.h5</c>, then assets.</summary>
public static class KerasArchiveWriter
{
    private const int PieceLength = 1 << 20;

    /// <summary>Creates or replaces a file; under its name there is never half a file.</summary>
    /// <exception cref="FileFormatException">A value cannot be stored.</exception>
    public static void Write(string path, KerasArchiveFile archive)
    {
        var plan = TreeWriter.Plan(archive.Weights);
        AtomicFile.Write(path, stream => Write(stream, archive, plan));
    }

    /// <summary>Writes to a seekable stream at its beginning.</summary>
    /// <exception cref="FileFormatException">A value cannot be stored.</exception>
    public static void Write(Stream stream, KerasArchiveFile archive) => Write(stream, archive, TreeWriter.Plan(archive.Weights));

    private static void Write(Stream stream, KerasArchiveFile archive, Hdf5Plan plan)
    {
        var zip = new ZipWriter(stream);
        zip.Add(KerasArchiveFormat.Metadata, Json(archive.Metadata));
        zip.Add(KerasArchiveFormat.Config, Json(archive.Config));
        zip.Add(KerasArchiveFormat.Weights, plan.Length, append => plan.WriteTo((bytes, _) => append(bytes)));
        foreach (var (path, content) in archive.Assets)
        {
            zip.Add(KerasArchiveFormat.Assets + path, content.Length, append => Copy(content, append));
        }

        zip.Finish();
    }

    private static byte[] Json(JsonObject node) => Encoding.UTF8.GetBytes(KerasJson.Write(node));

    private static void Copy(ByteSource content, ZipAppend append)
    {
        for (var at = 0L; at < content.Length; at += PieceLength)
        {
            append(content.ReadArray(at, (int)Math.Min(PieceLength, content.Length - at)));
        }
    }
}
