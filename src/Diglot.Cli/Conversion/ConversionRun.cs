using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;
using Diglot.Keras.Models;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Serialization;
using static Diglot.Keras.Api;

namespace Diglot.Cli.Conversion;

/// <summary>What the commands convert and verify do.</summary>
internal static class ConversionRun
{
    /// <summary>Converts a file and runs both sides.</summary>
    public static int Convert(string source, string target, ConversionOptions options, bool verify, ConversionReport report)
    {
        var result = ModelConverter.Convert(source, target, options);
        var proof = verify && result.Source is not null ? Proof(source, target, result, options) : null;
        report.Write(source, target, result, proof);
        return proof is { IsEqual: false } ? ExitCode.Different : ExitCode.Success;
    }

    /// <summary>Runs a Keras model and the network made from it with the weights of a PyTorch file.</summary>
    public static int Verify(string model, string weights, ConversionReport report)
    {
        if (!SourceReader.IsKeras(model))
        {
            throw new ConversionRefusedException("", $"{Path.GetFileName(model)} is no Keras model", "Give the Keras model first: diglot verify model.keras weights.pt.");
        }

        var loaded = keras.models.load_model(model, compile: false);
        var notes = new List<ConversionNote>();
        var converted = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(loaded, notes), null, notes);
        var proof = Verifier.Compare(loaded, converted, Verifier.State(weights));
        report.Write(model, weights, new(converted.Source, converted, null, converted.Notes, []), proof);
        return proof.IsEqual ? ExitCode.Success : ExitCode.Different;
    }

    // The files are read again: what is proven is what lies on the disk. A whole module is read back as one, its weights alone as weights.
    private static VerificationReport? Proof(string source, string target, ConversionResult result, ConversionOptions options)
    {
        if (result.ToTorch is { } torch && SourceReader.IsKeras(source))
        {
            var state = options.WholeModule ? ModuleReader.Read(target).state_dict() : Verifier.State(target);
            return Verifier.Compare(keras.models.load_model(source, compile: false), torch, state);
        }

        return result.ToKeras is { } converted && !SourceReader.IsKeras(source) && ModelConverter.FormatOf(target) is not TargetFormat.KerasWeights
            ? Verifier.Compare(ModuleReader.Read(source), converted, (Model)keras.models.load_model(target, compile: false))
            : null;
    }
}
