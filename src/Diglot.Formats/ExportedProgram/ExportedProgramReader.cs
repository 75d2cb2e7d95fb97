using System.Text;
using Diglot.Formats.Zip;

namespace Diglot.Formats.ExportedProgram;

/// <summary>Reads programs of <c>torch.export</c>. Nothing in them is run; weights stay in the file and are read array by array.</summary>
public static class ExportedProgramReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FileFormatException">It is no exported program, or damaged.</exception>
    public static ExportedProgramFile Read(string path) => Read(ByteSource.Open(path));

    /// <summary>Reads an archive from a source.</summary>
    /// <exception cref="FileFormatException">It is no exported program, or damaged.</exception>
    public static ExportedProgramFile Read(ByteSource source)
    {
        try
        {
            var zip = ZipReader.Read(source);
            var root = ExportedProgramDetector.RootOf(zip) ?? throw new FileFormatException(
                FileFault.WrongFormat, "An exported program is an archive with models/model.json", "archive", received: "none of that name", remedy: "Save it with torch.export.save(torch.export.export(net, (x,)), \"net.pt2\").");
            return zip.TryGet(root + ExportedProgramFormat.LegacyModel, out var legacy) ? ReadLegacy(zip, root, legacy) : ReadArchive(zip, root);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(source.Name);
        }
    }

    private static ExportedProgramFile ReadArchive(ZipDirectory zip, string root)
    {
        if (!zip.TryGet(root + ExportedProgramFormat.Model, out var model))
        {
            throw new FileFormatException(
                FileFault.Unsupported, "An exported program is stored as its operations, models/model.json", "archive",
                received: zip.Entries.Any(static entry => entry.Name.Contains("aotinductor", StringComparison.Ordinal)) ? "a program compiled for one machine (AOTInductor)" : "none of that name",
                remedy: "Save the program itself: torch.export.save(torch.export.export(net, (x,)), \"net.pt2\").");
        }

        if (zip.TryGet(root + ExportedProgramFormat.Marker, out var marker) && Encoding.ASCII.GetString(marker.ReadArray(64, verify: false)).Trim() is not "pt2" and var kind)
        {
            throw new FileFormatException(FileFault.Invalid, "The archive says that it is of torch.export", $"archive entry '{marker.Name}'", "pt2", $"'{kind}'");
        }

        var weights = new ExportedWeights(zip, root);
        return ExportedGraphReader.Read(Parse(model), weights.Read("data/weights/", "weights"), weights.Read("data/constants/", "constants"));
    }

    private static ExportedProgramFile ReadLegacy(ZipDirectory zip, string root, ZipEntry model)
    {
        IReadOnlyDictionary<string, TensorData> Tensors(string kind) => zip.TryGet($"{root}serialized_{kind}.pt", out var entry) || zip.TryGet($"{root}serialized_{kind}.json", out entry)
            ? ExportedWeights.StateDict(entry) : new Dictionary<string, TensorData>();
        return ExportedGraphReader.Read(Parse(model), Tensors("state_dict"), Tensors("constants"));
    }

    private static ExportedJson Parse(ZipEntry entry) => ExportedJson.Parse(entry.ReadArray(ExportedProgramLimits.MaximumTextBytes), entry.Name);
}
