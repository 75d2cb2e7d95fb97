using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;
using Diglot.Formats.Zip;

namespace Diglot.Formats.KerasArchive;

/// <summary>
/// Reads <c>.keras</c> archives. Stored weights stay in the file and are read array by array; nothing is unpacked to disk.
/// Entries whose names lead out of the archive, and sizes out of proportion, are refused.
/// </summary>
public static class KerasArchiveReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFormatException">It is no Keras archive, or is damaged.</exception>
    public static KerasArchiveFile Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads an archive from a source.</summary>
    /// <exception cref="FileFormatException">It is no Keras archive, or is damaged.</exception>
    public static KerasArchiveFile Read(ByteSource source)
    {
        var archive = ZipReader.Read(source);
        CheckEntries(archive);
        var config = Json(archive, KerasArchiveFormat.Config) ?? throw Missing(source, KerasArchiveFormat.Config);
        var metadata = Json(archive, KerasArchiveFormat.Metadata) ?? [];
        var weights = archive.TryGet(KerasArchiveFormat.Weights, out var entry)
            ? Hdf5Reader.Read(Open(entry))
            : throw Missing(source, KerasArchiveFormat.Weights);
        var assets = archive.Entries
            .Where(static entry => entry.Name.StartsWith(KerasArchiveFormat.Assets, StringComparison.Ordinal) && !entry.Name.EndsWith('/'))
            .ToDictionary(static entry => entry.Name[KerasArchiveFormat.Assets.Length..], Open);
        return new KerasArchiveFile(config, metadata, weights, assets);
    }

    private static void CheckEntries(ZipDirectory archive)
    {
        if (archive.Entries.Count > KerasArchiveLimits.MaximumEntries)
        {
            throw new FileFormatException(FileFault.Limit, "An archive has a bounded number of entries", "directory", $"at most {KerasArchiveLimits.MaximumEntries}", $"{archive.Entries.Count}", file: archive.Source.Name);
        }

        if (archive.Entries.FirstOrDefault(static entry => entry.HasUnsafeName) is { } bad)
        {
            throw new FileFormatException(
                FileFault.UnsafePath,
                "Entries of an archive stay inside it",
                $"archive entry '{bad.Name}'",
                "a relative path without '..'",
                remedy: "The file was not written by Keras: do not use it.",
                file: archive.Source.Name);
        }
    }

    private static JsonObject? Json(ZipDirectory archive, string name) => archive.TryGet(name, out var entry)
        ? KerasJson.Parse(entry.ReadArray(KerasArchiveLimits.MaximumConfigBytes), name, archive.Source.Name)
        : null;

    private static ByteSource Open(ZipEntry entry) => entry.Open(
        entry.IsStored ? long.MaxValue : Math.Max(KerasArchiveLimits.FreelyInflatedBytes, entry.CompressedLength * KerasArchiveLimits.MaximumInflation));

    private static FileFormatException Missing(ByteSource source, string name) => new(
        FileFault.WrongFormat,
        "A .keras archive holds config.json and model.weights.h5",
        $"archive entry '{name}'",
        received: "none of that name",
        remedy: "Check that this zip is a model saved by Keras with model.save('….keras').",
        file: source.Name);
}
