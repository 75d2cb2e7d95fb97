using Diglot.Cli.Output;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;
using Diglot.Formats.KerasH5;
using Diglot.Keras.Models;

namespace Diglot.Cli.Conversion;

/// <summary>What the command verify does.</summary>
internal static class VerificationRun
{
    /// <summary>Runs two files of the same network, a Keras model among them; or one file on the vectors stored beside it.</summary>
    public static int Verify(string first, string? second, ProofRequest request, ConversionReport report)
    {
        using var progress = new Progress("reading the files");
        var (a, b, result, proof) = second is null ? OnVectors(first) : IsModel(first) ? Beside(first, second, request, progress) : IsModel(second) ? Beside(second, first, request, progress)
            : throw new ConversionRefusedException("", $"neither {Path.GetFileName(first)} nor {Path.GetFileName(second)} is a Keras model, which says what is computed", "Give one Keras model and one file of its weights: diglot verify model.keras weights.pt. To compare the weights alone: diglot diff A B.");
        progress.Dispose();
        report.Write(a, b, result, proof, request.Page);
        return proof.IsEqual ? ExitCode.Success : ExitCode.Different;
    }

    private static (string A, string B, ConversionResult Result, VerificationReport Proof) OnVectors(string file)
    {
        var check = TestVectors.Check(file) ?? throw new FileNotFoundException(File.Exists(file)
            ? $"Beside {file} there are no test vectors ({TestVectors.PathFor(file)}). Give both files: diglot verify model.keras weights.pt."
            : $"There is no file {file}.");
        return (file, TestVectors.PathFor(file), new(null, null, null, [], []), check);
    }

    private static (string A, string B, ConversionResult Result, VerificationReport Proof) Beside(string model, string other, ProofRequest request, Progress progress)
    {
        var loaded = KerasSide.Load(model);
        if (SourceReader.IsKeras(other))
        {
            var beside = IsModel(other) ? KerasSide.Load(other) : KerasSide.WithWeights(loaded, other);
            progress.Report("running both sides");
            List<ConversionNote> notes = request.Deep ? [new(NoteKind.Lost, "", "Gradients and a training step (--deep) are compared between a Keras model and a PyTorch network only; both sides are Keras models here.")] : [];
            return (model, other, new(null, null, null, notes, []), Verifier.Compare(loaded, beside, null, request.Inputs(VerificationInputs.Of(loaded))));
        }

        if (SourceReader.IsProgram(other))
        {
            return Program(other, model, loaded, request, progress);
        }

        var said = new List<ConversionNote>();
        var converted = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(loaded, said), null, said);
        var (state, isRenamed) = StateFit.Match(converted.Module.state_dict(), Verifier.State(other), other);
        var inputs = request.Inputs(converted.Source);
        progress.Report("running both sides");
        var proof = Verifier.Compare(loaded, converted, state, inputs);
        if (request.Deep)
        {
            progress.Report("comparing gradients and a training step");
            proof = proof with { Training = TrainingVerifier.Compare(loaded, converted, ConversionProof.DeepBatch(inputs)) };
        }

        IReadOnlyList<ConversionNote> found = isRenamed ? [.. converted.Notes, new(NoteKind.Adapted, "", $"The weights of {Path.GetFileName(other)} have other names than the layers; they were matched by the names without points, or by order, shapes and kinds.")] : converted.Notes;
        return (model, other, new(converted.Source, converted, null, found, []), proof);
    }

    private static (string A, string B, ConversionResult Result, VerificationReport Proof) Program(string program, string model, Model loaded, ProofRequest request, Progress progress)
    {
        var notes = new List<ConversionNote>();
        var converted = Diglot.Conversion.Convert.ToKeras(SourceReader.Read(program, ConversionOptions.Default, notes), notes);
        var network = SourceReader.Module(program);
        Verifier.RequireAlike(loaded, converted);
        var inputs = request.Inputs(converted.Source);
        progress.Report("running both sides");
        var proof = Verifier.Compare(network, converted, loaded, inputs);
        if (request.Deep)
        {
            progress.Report("comparing gradients and a training step");
            proof = proof with { Training = TrainingVerifier.Compare(ConversionProof.Trainable(network, converted), converted, loaded, ConversionProof.DeepBatch(inputs)) };
        }

        IReadOnlyList<ConversionNote> found = ConversionProof.Stand(program, network) is { } stand ? [.. converted.Notes, stand] : converted.Notes;
        return (program, model, new(converted.Source, null, converted, found, []), proof);
    }

    // A Keras file that says what is computed: .keras, or HDF5 of model.save.
    private static bool IsModel(string path) => SourceReader.IsKeras(path) && (KerasH5Format.Instance != Diglot.Formats.FormatCatalogue.Detect(path) || KerasH5Reader.Read(path).ModelConfig is not null);
}
