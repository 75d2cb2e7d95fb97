using Diglot.Conversion.Adapters.FromExported;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Verification.Programs;
using Diglot.Formats;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Numpy;
using Diglot.Formats.Onnx;
using Diglot.Formats.Pickle;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Serialization;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Files;

/// <summary>Graphs from files of both frameworks; the content decides what a file is.</summary>
public static class SourceReader
{
    /// <summary>Whether a file is one of Keras's.</summary>
    public static bool IsKeras(string path) => Format(path) is var format && (format == KerasArchiveFormat.Instance || format == KerasH5Format.Instance);

    /// <summary>Whether a file holds what a PyTorch network computes as operations: a program of torch.export, or an ONNX graph.</summary>
    public static bool IsProgram(string path) => Format(path) is var format && (format == ExportedProgramFormat.Instance || format == OnnxFormat.Instance);

    /// <summary>The network in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Input shapes, and the network that mere weights belong to.</param>
    /// <param name="notes">Where to say what was met.</param>
    /// <exception cref="FileFormatException">The file is damaged or of no known format.</exception>
    /// <exception cref="ConversionRefusedException">The network cannot be read from it.</exception>
    public static NetworkGraph Read(string path, ConversionOptions options, ICollection<ConversionNote> notes)
    {
        var format = Format(path);
        if (format == KerasArchiveFormat.Instance)
        {
            return KerasAdapter.Read(KerasArchiveReader.Read(path), notes);
        }

        if (format == KerasH5Format.Instance)
        {
            return KerasAdapter.Read(KerasH5Reader.Read(path), notes);
        }

        if (format == ExportedProgramFormat.Instance && options.Network is null)
        {
            return ExportedAdapter.Read(ExportedProgramReader.Read(path), notes);
        }

        if (format == OnnxFormat.Instance && options.Network is null)
        {
            return OnnxAdapter.Read(OnnxReader.Read(path), options.InputShapes);
        }

        if (format == TorchFormat.Instance && TorchReader.Read(path) is { Value: ForeignObject } && options.Network is null)
        {
            return Trace(Module(path), options);
        }

        if (Weights(path, format) is not { } weights)
        {
            throw new ConversionRefusedException("", $"{Path.GetFileName(path)} holds no weights that are known", "Give a Keras model, an exported PyTorch program, a whole PyTorch module, or a state_dict.");
        }

        var network = options.Network ?? throw new ConversionRefusedException(
            "", $"{Path.GetFileName(path)} holds weights alone; what is computed with them is not in the file", "Name a model file of the same network (--like model.keras), give the live network (options.Network), or save the whole module where it is an nn.Sequential.");
        var state = new StateDict();
        foreach (var (name, data) in weights)
        {
            state[name] = new Tensor(new StoredSource(data).Read());
        }

        network.load_state_dict(state);
        return Trace(network, options);
    }

    /// <summary>The weights in a PyTorch, safetensors, ONNX or npz file or an exported program by key; null where there are none.</summary>
    public static IReadOnlyDictionary<string, TensorData>? Weights(string path) => Weights(path, Format(path));

    private static IReadOnlyDictionary<string, TensorData>? Weights(string path, FileFormat? format)
        => format == TorchFormat.Instance ? TorchReader.Read(path).FindStateDict()
            : format == ExportedProgramFormat.Instance ? ExportedProgramReader.Read(path).Weights
            : format == SafetensorsFormat.Instance ? SafetensorsReader.Read(path).Tensors
            : format == NpzFormat.Instance ? NpzReader.Read(path).ToDictionary(static entry => entry.Key, static entry => entry.Value.Data)
            : format == OnnxFormat.Instance ? OnnxReader.Read(path).Weights
            : format is null ? throw new FileFormatException(FileFault.WrongFormat, "A model file is of a known format and whole", received: "neither by its content nor by its ending", remedy: "Give a .keras, .h5, .pt, .pth, .pt2, .safetensors, .onnx or .npz file.").In(path)
            : throw new ConversionRefusedException("", $"{Path.GetFileName(path)} is no model that can be converted (it looks like {format.Name})", "Give a .keras, .h5, .pt, .pth, .pt2, .safetensors, .onnx or .npz file.");

    private static FileFormat? Format(string path) => File.Exists(path) ? FormatCatalogue.Detect(path)
        : throw new FileNotFoundException($"There is no file {path}.", path);

    /// <summary>The live network of a whole-module file or an exported program.</summary>
    /// <exception cref="ConversionRefusedException">What its modules compute is not in the file, or has no counterpart.</exception>
    public static nn.Module Module(string path)
    {
        if (Format(path) == OnnxFormat.Instance)
        {
            return new OnnxNetwork(OnnxReader.Read(path));
        }

        if (IsProgram(path))
        {
            // The program itself where it can be run, so that a mistake in reading it as layers shows.
            return ProgramNetwork.TryMake(ExportedProgramReader.Read(path)) as nn.Module ?? Convert.ToTorch(Read(path, ConversionOptions.Default, [])).Module;
        }

        try
        {
            return ModuleReader.Read(path);
        }
        catch (FileFormatException fault) when (fault.Kind is FileFault.UnknownClass or FileFault.Unsupported)
        {
            throw new ConversionRefusedException("", $"{fault.Message.TrimEnd('.')}; what forward does is Python code, which is not in the file", "Export the network in Python: torch.export.save(torch.export.export(net, (x,)), \"net.pt2\") holds what forward does; or name a model file of the same network (--like model.keras), or give the live network here with the file's weights (options.Network).");
        }
    }

    private static NetworkGraph Trace(nn.Module network, ConversionOptions options)
    {
        var shapes = options.InputShapes ?? throw new ConversionRefusedException(
            "", "a PyTorch network does not say the shape of its input", "Give it: --input 1,28,28 (channels, height, width; no batch axis; once for each input).");
        return TorchAdapter.Read(network, [.. shapes.Select(static shape => ValueShape.Create([null, .. shape.Select(static length => (int?)length)]))]);
    }
}
