using Diglot.Conversion.Files;
using Diglot.Conversion.Source;
using Diglot.Keras.Models;

namespace Diglot.Conversion;

/// <summary>Model files into the other framework's, or into another format of the same.</summary>
public static class ModelConverter
{
    /// <summary>Converts a file.</summary>
    /// <param name="source">A <c>.keras</c>, <c>.h5</c>, <c>.pt</c>, <c>.pth</c>, <c>.pt2</c>, <c>.safetensors</c>, <c>.onnx</c> or <c>.npz</c> file; its content decides.</param>
    /// <param name="target">The file to write; its ending decides the format. Under this name there is never half a file.</param>
    /// <param name="options">Choices.</param>
    /// <exception cref="ConversionRefusedException">Something cannot be converted exactly.</exception>
    /// <exception cref="Diglot.Formats.FileFormatException">The source is damaged or of no known format.</exception>
    public static ConversionResult Convert(string source, string target, ConversionOptions? options = null)
    {
        options ??= ConversionOptions.Default;
        var format = FormatOf(target);
        var notes = new List<ConversionNote>();
        if (format is TargetFormat.Torch or TargetFormat.Safetensors or TargetFormat.Npz && !options.WholeModule && !(options.Source && (options.Network is not null || SourceReader.IsProgram(source))) && !SourceReader.IsKeras(source) && SourceReader.Weights(source) is { } weights)
        {
            if (options.Source)
            {
                throw new ConversionRefusedException("", $"{Path.GetFileName(source)} holds weights alone; what is computed with them is not in the file, so that there is nothing to write as source", "Name a model file of the same network (--like model.keras), leave the source out, or give a Keras model.");
            }

            // Weights stay as they are under their keys.
            TorchFileWriter.Write(weights, target, format);
            return new(null, null, null, notes, [target]);
        }

        return Convert(SourceReader.Read(source, options, notes), target, options, notes, Path.GetFileName(source));
    }

    /// <summary>Converts a live Keras model into a file.</summary>
    public static ConversionResult Convert(Model source, string target, ConversionOptions? options = null)
    {
        var notes = new List<ConversionNote>();
        return Convert(Adapters.FromKeras.KerasAdapter.Read(source, notes), target, options, notes);
    }

    /// <summary>Writes a graph as a file of either framework.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="options">Choices.</param>
    /// <param name="notes">Notes of the reader.</param>
    /// <param name="origin">Name of the file that the graph comes from, for the source text to say.</param>
    public static ConversionResult Convert(NetworkGraph graph, string target, ConversionOptions? options = null, IReadOnlyList<ConversionNote>? notes = null, string? origin = null)
    {
        options ??= ConversionOptions.Default;
        var format = FormatOf(target);
        var weights = new WeightsFile(Path.GetFileName(target), format, origin, options.WholeModule && format == TargetFormat.Torch, options.Checkpoint && format == TargetFormat.Torch);
        if (options.Source)
        {
            SourceFiles.RequireOwn(target);
        }

        if (format is TargetFormat.Torch or TargetFormat.Safetensors or TargetFormat.Npz)
        {
            var converted = Diglot.Conversion.Convert.ToTorch(graph, options, notes);
            TorchFileWriter.Write(converted, target, format, options);
            var said = converted.Notes.ToList();
            return new(converted.Source, converted, null, said, options.Source ? [target, .. SourceFiles.Write(converted, weights, target, said)] : [target]);
        }

        var model = Diglot.Conversion.Convert.ToKeras(graph, notes);
        if (format == TargetFormat.KerasWeights)
        {
            model.Model.save_weights(target);
        }
        else
        {
            model.Model.save(target);
        }

        var found = model.Notes.ToList();
        return new(model.Source, null, model, found, options.Source ? [target, .. SourceFiles.Write(model, weights, target, found)] : [target]);
    }

    /// <summary>The format that a file's ending stands for.</summary>
    /// <exception cref="ArgumentException">It stands for none.</exception>
    public static TargetFormat FormatOf(string path) => path.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase) ? TargetFormat.KerasWeights
        : Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".pt" or ".pth" or ".bin" => TargetFormat.Torch,
            ".safetensors" => TargetFormat.Safetensors,
            ".npz" => TargetFormat.Npz,
            ".keras" => TargetFormat.Keras,
            ".h5" or ".hdf5" => TargetFormat.KerasH5,
            var other => throw new ArgumentException($"The target's ending says its format: .pt, .pth, .safetensors, .npz, .keras, .h5 or .weights.h5; received '{other}' in {path}.", nameof(path)),
        };
}
