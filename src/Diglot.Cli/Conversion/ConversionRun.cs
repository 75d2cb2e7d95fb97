using Diglot.Cli.Output;
using Diglot.Conversion;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;

namespace Diglot.Cli.Conversion;

/// <summary>What the command convert does.</summary>
internal static class ConversionRun
{
    /// <summary>Converts a file and runs both sides.</summary>
    public static int Convert(string source, string target, ConversionOptions options, ProofRequest request, ConversionReport report, string? like = null)
    {
        options = like is null ? options : KnownNetwork.From(like, source, options);
        using var written = WrittenFiles.Of(target, request.Page);
        using var progress = new Progress("reading the source");
        var proof = request.Verify ? new ConversionProof(source, options, request, progress) : null;
        progress.Report("converting");
        var result = ModelConverter.Convert(source, target, options);
        var found = proof?.Of(target, result);
        result = result with
        {
            Files = found?.Vectors is { } vectors ? [.. result.Files, vectors] : result.Files,
            Notes = [.. result.Notes, .. StoredVectors.Notes(source), .. proof?.Notes ?? []],
        };
        progress.Dispose();
        report.Write(source, target, result, found?.Report, request.Page);
        written.Keep();
        return found?.Report is { IsEqual: false } ? ExitCode.Different : ExitCode.Success;
    }
}
