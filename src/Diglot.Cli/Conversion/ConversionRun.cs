using Diglot.Cli.Output;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;
using Diglot.Conversion.Verification.Programs;
using Diglot.Keras.Models;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Serialization;
using static Diglot.Keras.Api;

namespace Diglot.Cli.Conversion;

/// <summary>What the commands convert and verify do.</summary>
internal static class ConversionRun
{
    /// <summary>Converts a file and runs both sides.</summary>
    public static int Convert(string source, string target, ConversionOptions options, ProofRequest request, ConversionReport report, string? like = null)
    {
        options = like is null ? options : KnownNetwork.From(like, source, options);
        using var folder = TargetFolder.Of(target);
        var result = ModelConverter.Convert(source, target, options);
        folder.Keep();
        var (proof, vectors) = request.Verify && result.Source is not null ? Prove(source, target, result, options, request) : default;
        result = vectors is not null ? result with { Files = [.. result.Files, vectors] }
            : request.Verify && result.Source is null ? result with { Notes = [.. result.Notes, new(NoteKind.Lost, "", "No test vectors were stored: the target holds weights alone, and what is computed with them is not in it.")] }
            : result;
        report.Write(source, target, result, proof, request.Page);
        return proof is { IsEqual: false } ? ExitCode.Different : ExitCode.Success;
    }

    /// <summary>Runs a Keras model and a PyTorch file of the same network, in either order; or one file on the vectors stored beside it.</summary>
    public static int Verify(string first, string? second, ProofRequest request, ConversionReport report)
    {
        if (second is null)
        {
            var check = TestVectors.Check(first) ?? throw new FileNotFoundException(
                $"Beside {first} there are no test vectors ({TestVectors.PathFor(first)}). Give both files: diglot verify model.keras weights.pt.");
            report.Write(first, TestVectors.PathFor(first), new(null, null, null, [], []), check, request.Page);
            return check.IsEqual ? ExitCode.Success : ExitCode.Different;
        }

        var (model, weights) = SourceReader.IsKeras(first) ? (first, second) : (second, first);
        if (!SourceReader.IsKeras(model))
        {
            throw new ConversionRefusedException("", $"neither {Path.GetFileName(first)} nor {Path.GetFileName(second)} is a Keras model", "Give one Keras model and one PyTorch file: diglot verify model.keras weights.pt.");
        }

        if (SourceReader.IsProgram(weights))
        {
            return VerifyProgram(weights, model, request, report);
        }

        var loaded = (Model)keras.models.load_model(model, compile: false);
        var notes = new List<ConversionNote>();
        var converted = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(loaded, notes), null, notes);
        var inputs = request.Inputs(converted.Source);
        var proof = Verifier.Compare(loaded, converted, Verifier.State(weights), inputs);
        if (request.Deep)
        {
            proof = proof with { Training = TrainingVerifier.Compare(loaded, converted, DeepBatch(inputs)) };
        }

        report.Write(model, weights, new(converted.Source, converted, null, converted.Notes, []), proof, request.Page);
        return proof.IsEqual ? ExitCode.Success : ExitCode.Different;
    }

    private static int VerifyProgram(string program, string model, ProofRequest request, ConversionReport report)
    {
        var notes = new List<ConversionNote>();
        var converted = Diglot.Conversion.Convert.ToKeras(SourceReader.Read(program, ConversionOptions.Default, notes), notes);
        var (network, loaded) = (SourceReader.Module(program), (Model)keras.models.load_model(model, compile: false));
        Verifier.RequireAlike(loaded, converted);
        var inputs = request.Inputs(converted.Source);
        var proof = Verifier.Compare(network, converted, loaded, inputs);
        if (request.Deep)
        {
            proof = proof with { Training = TrainingVerifier.Compare(Trainable(network, converted), converted, loaded, DeepBatch(inputs)) };
        }

        report.Write(program, model, new(converted.Source, null, converted, converted.Notes, []), proof, request.Page);
        return proof.IsEqual ? ExitCode.Success : ExitCode.Different;
    }

    // A program knows one mode; training is compared on the modules that it becomes.
    private static Diglot.Torch.Api.nn.Module Trainable(Diglot.Torch.Api.nn.Module network, KerasConversion converted) => network is ProgramNetwork ? Diglot.Conversion.Convert.ToTorch(converted.Source).Module : network;

    // The files are read again: what is proven is what lies on the disk. A whole module is read back as one, its weights alone as weights.
    private static (VerificationReport? Proof, string? Vectors) Prove(string source, string target, ConversionResult result, ConversionOptions options, ProofRequest request)
    {
        var graph = result.Source!;
        var inputs = request.Inputs(graph);
        if (result.ToTorch is { } torch && SourceReader.IsKeras(source))
        {
            var model = (Model)keras.models.load_model(source, compile: false);
            var proof = Verifier.Compare(model, torch, options.WholeModule ? ModuleReader.Read(target).state_dict() : Verifier.State(target), inputs);
            return (request.Deep ? proof with { Training = TrainingVerifier.Compare(model, torch, DeepBatch(inputs)) } : proof, TestVectors.Write(target, model, VectorBatch(inputs)));
        }

        if (result.ToTorch is { } other && SourceReader.IsProgram(source))
        {
            return (Verifier.Compare(SourceReader.Module(source), other, options.WholeModule ? ModuleReader.Read(target).state_dict() : Verifier.State(target), inputs), null);
        }

        if (result.ToKeras is not { } converted)
        {
            return default;
        }

        if (SourceReader.IsKeras(source))
        {
            // Both sides are Keras's: the target is run on what the source gave.
            var stored = TestVectors.Write(target, converted, (Model)keras.models.load_model(source, compile: false), VectorBatch(inputs));
            return (TestVectors.Check(target), stored);
        }

        var (network, read) = (options.Network ?? SourceReader.Module(source), ReadBack(target, converted));
        var found = Verifier.Compare(network, converted, read, inputs);
        return (
            request.Deep ? found with { Training = TrainingVerifier.Compare(Trainable(network, converted), converted, read, DeepBatch(inputs)) } : found,
            TestVectors.Write(target, converted, network, VectorBatch(inputs)));
    }

    private static Model ReadBack(string target, KerasConversion converted)
    {
        if (ModelConverter.FormatOf(target) is not TargetFormat.KerasWeights)
        {
            return (Model)keras.models.load_model(target, compile: false);
        }

        var model = keras.models.model_from_json(converted.Model.to_json());
        model.load_weights(target);
        return model;
    }

    // A few examples are enough for both: batch statistics want more than one.
    private static InputBatch DeepBatch(IReadOnlyList<InputBatch> inputs) => inputs.LastOrDefault(static batch => batch.Origin == "random") ?? inputs[0];

    private static InputBatch VectorBatch(IReadOnlyList<InputBatch> inputs) => inputs.FirstOrDefault(static batch => batch.Count is > 1 and < 10) ?? inputs[0];
}
