using Diglot.Conversion;
using Diglot.Conversion.Verification;
using Diglot.Formats;

namespace Diglot.Cli.Conversion;

/// <summary>The test vectors beside a file that is loaded: they are checked again whenever one is.</summary>
internal static class StoredVectors
{
    /// <summary>What the check found; null where no vectors lie beside the file.</summary>
    public static VectorCheck? Of(string path)
    {
        var file = TestVectors.PathFor(path);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var report = TestVectors.Check(path)!;
            return new(file, report.IsEqual, report.IsEqual
                ? $"the model gives what it gave when it was converted ({string.Join("; ", report.Inputs)}), and its weights are the same"
                : ConversionReport.Verdict(report));
        }
        catch (Exception fault) when (fault is FileFormatException or ConversionRefusedException or IOException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException)
        {
            return new(file, null, $"not checked: {fault.Message}");
        }
    }

    /// <summary>The same as a note on a conversion.</summary>
    public static IEnumerable<ConversionNote> Notes(string path) => Of(path) is { } check ? [new(check.Equal == true ? NoteKind.Adapted : NoteKind.Differs, "", $"Test vectors beside the source ({Path.GetFileName(check.File)}): {check.Text}")] : [];
}
