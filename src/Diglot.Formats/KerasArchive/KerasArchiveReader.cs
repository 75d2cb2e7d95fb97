using System.IO.Hashing;
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
    private const int PieceLength = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verify">
    /// Whether to compare the check sum of the stored weights, which means reading them once more (some 0.5 s a gigabyte).
    /// Left out: if they are at most <see cref="KerasArchiveLimits.FreelyVerifiedBytes"/>. Everything else is always checked.
    /// </param>
    /// <exception cref="FileFormatException">It is no Keras archive, or is damaged.</exception>
    public static KerasArchiveFile Read(string path, bool? verify = null) => Read(ByteSource.Open(path), verify);

    /// <summary>Reads an archive from a source.</summary>
    /// <param name="source">The archive's bytes.</param>
    /// <param name="verify">As for a file.</param>
    /// <exception cref="FileFormatException">It is no Keras archive, or is damaged.</exception>
    public static KerasArchiveFile Read(ByteSource source, bool? verify = null)
    {
        var archive = ZipReader.Read(source);
        CheckEntries(archive);
        var config = Json(archive, KerasArchiveFormat.Config) ?? throw Missing(source, KerasArchiveFormat.Config);
        var metadata = Json(archive, KerasArchiveFormat.Metadata) ?? [];
        var weights = archive.TryGet(KerasArchiveFormat.Weights, out var entry)
            ? Hdf5Reader.Read(OpenWeights(entry, verify ?? entry.Length <= KerasArchiveLimits.FreelyVerifiedBytes))
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

    private static ByteSource OpenWeights(ZipEntry entry, bool verify)
    {
        var content = Open(entry);
        if (!verify || !entry.IsStored)
        {
            return content;
        }

        var checksum = new Crc32();
        var piece = new byte[Math.Min(PieceLength, content.Length)];
        for (var at = 0L; at < content.Length; at += piece.Length)
        {
            var part = piece.AsSpan(0, (int)Math.Min(piece.Length, content.Length - at));
            content.Read(at, part);
            checksum.Append(part);
        }

        var sum = checksum.GetCurrentHashAsUInt32();
        return sum == entry.Crc32
            ? content
            : throw new FileFormatException(
                FileFault.Corrupt,
                "The weights agree with their check sum",
                $"archive entry '{entry.Name}'",
                $"CRC-32 {entry.Crc32:x8}",
                $"{sum:x8}",
                "The file is damaged: fetch or save it again.",
                content.Name);
    }

    private static FileFormatException Missing(ByteSource source, string name) => new(
        FileFault.WrongFormat,
        "A .keras archive holds config.json and model.weights.h5",
        $"archive entry '{name}'",
        received: "none of that name",
        remedy: "Check that this zip is a model saved by Keras with model.save('….keras').",
        file: source.Name);
}
