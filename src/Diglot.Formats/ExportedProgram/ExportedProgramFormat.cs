namespace Diglot.Formats.ExportedProgram;

/// <summary>
/// What <c>torch.export.save</c> writes (https://pytorch.org/docs/stable/export.html, https://pytorch.org/docs/stable/export/pt2_archive.html): a zip archive with
/// the network's operations as JSON (<c>models/model.json</c>) and its weights beside it, in raw files (<c>data/weights/</c>). The computation of classes of a user's own is in it.
/// PyTorch 2.1 to 2.6 wrote <c>serialized_exported_program.json</c> and a state_dict by <c>torch.save</c>.
/// </summary>
public static class ExportedProgramFormat
{
    internal const string Marker = "archive_format";
    internal const string Model = "models/model.json";
    internal const string LegacyModel = "serialized_exported_program.json";

    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("exported program", [".pt2"], ExportedProgramDetector.Matches);
}
