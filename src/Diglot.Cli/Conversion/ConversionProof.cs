using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Conversion.Files;
using Diglot.Conversion.Verification;
using Diglot.Conversion.Verification.Programs;
using Diglot.Formats;
using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Conversion;

/// <summary>
/// The proof of a conversion. What it needs of the source is loaded before anything is written: a model that cannot be run here is refused then, and not after its files are there.
/// The target is read back: what is proven is what lies on the disk.
/// </summary>
internal sealed class ConversionProof
{
    private readonly string _source;
    private readonly ProofRequest _request;
    private readonly IProgress<string> _progress;
    private readonly Model? _model;
    private readonly nn.Module? _network;
    private readonly List<ConversionNote> _notes = [];

    /// <summary>Loads what the proof needs of the source.</summary>
    /// <exception cref="ConversionRefusedException">The source cannot be run here.</exception>
    public ConversionProof(string source, ConversionOptions options, ProofRequest request, IProgress<string> progress)
    {
        (_source, _request, _progress) = (source, request, progress);
        if (SourceReader.IsKeras(source))
        {
            try
            {
                _model = KerasSide.Load(source);
            }
            catch (Exception fault) when (fault is ConversionRefusedException or FileFormatException)
            {
                try
                {
                    // What cannot be converted either is refused for that reason.
                    SourceReader.Read(source, options, []);
                }
                catch (Exception second) when (second is not ConversionRefusedException)
                {
                    // The first fault said it.
                }

                throw;
            }
        }
        else
        {
            _network = options.Network;
        }
    }

    /// <summary>What the reader should know of how it was made.</summary>
    public IReadOnlyList<ConversionNote> Notes => _notes;

    /// <summary>Runs both sides, and stores test vectors beside the target.</summary>
    public (VerificationReport Report, string? Vectors) Of(string target, ConversionResult result)
    {
        if (result.Source is not { } graph)
        {
            _notes.Add(new(NoteKind.Lost, "", "No test vectors were stored: the weights were copied, and what is computed with them is not known."));
            return (WeightCopies.Compare(_source, target), null);
        }

        var inputs = _request.Inputs(graph);
        _progress.Report("running both sides");
        if (_model is not null)
        {
            return result.ToTorch is { } torch ? ToTorch(_model, torch, target, inputs) : ToKeras(_model, result.ToKeras!, target, inputs);
        }

        var network = _network ?? SourceReader.Module(_source);
        if (_network is null && Stand(_source, network) is { } stand)
        {
            _notes.Add(stand);
        }

        return result.ToKeras is { } converted ? ToKeras(network, converted, target, inputs) : ToTorch(network, result.ToTorch!, target, inputs);
    }

    private (VerificationReport Report, string? Vectors) ToTorch(Model model, TorchConversion converted, string target, IReadOnlyList<InputBatch> inputs)
    {
        var report = Verifier.Compare(model, converted, Verifier.State(target), inputs);
        return (Deep(report, () => TrainingVerifier.Compare(model, converted, DeepBatch(inputs))), TestVectors.Write(target, model, VectorBatch(inputs)));
    }

    private (VerificationReport Report, string? Vectors) ToKeras(Model model, KerasConversion converted, string target, IReadOnlyList<InputBatch> inputs)
    {
        if (_request.Deep)
        {
            _notes.Add(new(NoteKind.Lost, "", "Gradients and a training step (--deep) are compared between a Keras model and a PyTorch network only; both sides are Keras models here."));
        }

        return (Verifier.Compare(model, ReadBack(target, converted), converted, inputs), TestVectors.Write(target, converted, model, VectorBatch(inputs)));
    }

    private (VerificationReport Report, string? Vectors) ToKeras(nn.Module network, KerasConversion converted, string target, IReadOnlyList<InputBatch> inputs)
    {
        var read = ReadBack(target, converted);
        var report = Verifier.Compare(network, converted, read, inputs);
        return (Deep(report, () => TrainingVerifier.Compare(Trainable(network, converted), converted, read, DeepBatch(inputs))), TestVectors.Write(target, converted, network, VectorBatch(inputs)));
    }

    private (VerificationReport Report, string? Vectors) ToTorch(nn.Module network, TorchConversion converted, string target, IReadOnlyList<InputBatch> inputs)
    {
        _notes.Add(new(NoteKind.Lost, "", "No test vectors were stored: both sides are PyTorch's."));
        return (Verifier.Compare(network, converted, Verifier.State(target), inputs), null);
    }

    private VerificationReport Deep(VerificationReport report, Func<TrainingComparison> compare)
    {
        if (!_request.Deep)
        {
            return report;
        }

        _progress.Report("comparing gradients and a training step");
        return report with { Training = compare() };
    }

    /// <summary>What to say where a program cannot be run by itself, so that its network stands in for it.</summary>
    internal static ConversionNote? Stand(string program, nn.Module network) => SourceReader.IsProgram(program) && network is not (ProgramNetwork or OnnxNetwork)
        ? new(NoteKind.Differs, "", "The program has an operation that cannot be run by itself here: its side of the proof is the PyTorch network that was read from it, so that a fault of reading would not show.") : null;

    // A program knows one mode; training is compared on the modules that it becomes.
    internal static nn.Module Trainable(nn.Module network, KerasConversion converted) => network is ProgramNetwork ? Diglot.Conversion.Convert.ToTorch(converted.Source).Module : network;

    private static Model ReadBack(string target, KerasConversion converted)
        => ModelConverter.FormatOf(target) is TargetFormat.KerasWeights ? KerasSide.WithWeights(converted.Model, target) : KerasSide.Load(target);

    // A few examples are enough for both: batch statistics want more than one.
    internal static InputBatch DeepBatch(IReadOnlyList<InputBatch> inputs) => inputs.LastOrDefault(static batch => batch.Origin.StartsWith(VerificationInputs.Origin, StringComparison.Ordinal)) ?? inputs[0];

    private static InputBatch VectorBatch(IReadOnlyList<InputBatch> inputs) => inputs.FirstOrDefault(static batch => batch.Count is > 1 and < 10) ?? inputs[0];
}
