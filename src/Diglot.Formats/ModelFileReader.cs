using System.Text.Json.Nodes;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Numpy;
using Diglot.Formats.Onnx;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Formats.Zip;

namespace Diglot.Formats;

/// <summary>Reads a file of any format that the content shows it to be.</summary>
public static class ModelFileReader
{
    private const long MaximumConfigLength = 100_000_000;
    private const string OptimizerGroup = "optimizer";

    /// <summary>Reads a file; arrays stay where they are.</summary>
    /// <exception cref="FileFormatException">It is of no known format, or damaged.</exception>
    public static ModelFile Read(string path)
    {
        var source = ByteSource.Open(path);
        try
        {
            return StartsLikeJson(source) ? FromJson(path, source) : FromFormat(path, source, FormatCatalogue.All.FirstOrDefault(format => format.Detects(source))?.Name);
        }
        catch (FileFormatException fault) when (fault.File is null)
        {
            throw fault.In(path);
        }
    }

    private static ModelFile FromFormat(string path, ByteSource source, string? format)
    {
        // Without a format: the reader that the name stands for says best what is wrong.
        switch (format ?? FormatCatalogue.All.FirstOrDefault(known => known.Extensions.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)))?.Name)
        {
            case "Keras archive":
                return FromArchive(path, KerasArchiveReader.Read(source, verify: false));
            case "Keras HDF5":
                return FromKerasH5(path, KerasH5Reader.Read(source));
            case "HDF5":
                return new() { Path = path, Format = Hdf5Format.Instance.Name, Description = "HDF5 file", Weights = KerasVariables.All(Hdf5Reader.Read(source)) };
            case "npy":
                var array = NpyReader.Read(source);
                return new() { Path = path, Format = NpyFormat.Instance.Name, Description = "NumPy array", Weights = new Dictionary<string, TensorData> { ["array"] = array.Data } };
            case "npz":
                var arrays = NpzReader.Read(source).Where(static entry => !entry.Value.IsText);
                return new() { Path = path, Format = NpzFormat.Instance.Name, Description = "NumPy arrays (zip archive)", Weights = arrays.ToDictionary(static entry => entry.Key, static entry => entry.Value.Data) };
            case "safetensors":
                return FromSafetensors(path, SafetensorsReader.Read(source));
            case "exported program":
                return ExportedModelFile.Make(path, ExportedProgramReader.Read(source));
            case "ONNX":
                return OnnxModelFile.Make(path, OnnxReader.Read(source, path));
            case null when !ZipDetector.Matches(source):
                throw new FileFormatException(
                    FileFault.WrongFormat,
                    "A file of a model begins as its format asks",
                    expected: $"one of {string.Join(", ", FormatCatalogue.All.Select(static known => known.Name))}, or Keras JSON",
                    received: source.Length == 0 ? "an empty file" : $"bytes {Convert.ToHexString(source.ReadArray(0, (int)Math.Min(8, source.Length)))}",
                    remedy: "Is it the right file, and whole?");
            default:
                return TorchModelFile.Make(path, TorchReader.Read(source));
        }
    }

    private static ModelFile FromArchive(string path, KerasArchiveFile file)
    {
        var all = KerasVariables.All(file.Weights);
        return new()
        {
            Path = path,
            Format = KerasArchiveFormat.Instance.Name,
            Description = "Keras 3 model (zip archive)",
            Weights = Part(all, isOptimizer: false),
            OptimizerState = Part(all, isOptimizer: true),
            Architecture = file.Config,
            Training = file.Config["compile_config"] as JsonObject,
            Facts = Texts(file.Metadata),
        };
    }

    private static ModelFile FromKerasH5(string path, KerasH5File file)
    {
        var all = file.Variables is { } variables
            ? KerasVariables.All(variables)
            : new(file.Layers.Append(file.TopLevel).OfType<KerasH5Layer>().SelectMany(static layer => layer.Weights.Select(weight => KeyValuePair.Create($"{layer.Name}/{weight.Name}", weight.Data))));
        var optimizer = file.OptimizerWeights is { } state
            ? state.ToDictionary(static weight => weight.Name, static weight => weight.Data)
            : Part(all, isOptimizer: true);
        return new()
        {
            Path = path,
            Format = KerasH5Format.Instance.Name,
            Description = file.Kind switch
            {
                KerasH5Kind.WholeModel => "Keras model (HDF5)",
                KerasH5Kind.LegacyWeights => "Keras weights by layer (HDF5)",
                _ => "Keras 3 weights (HDF5)",
            },
            Weights = Part(all, isOptimizer: false),
            OptimizerState = optimizer,
            Architecture = file.ModelConfig,
            Training = file.TrainingConfig,
            Facts = new[] { ("keras_version", file.KerasVersion), ("backend", file.Backend) }.Where(static fact => fact.Item2 is not null).ToDictionary(static fact => fact.Item1, static fact => fact.Item2!),
        };
    }

    private static ModelFile FromSafetensors(string path, SafetensorsFile file)
        => new() { Path = path, Format = SafetensorsFormat.Instance.Name, Description = "safetensors", Weights = file.Tensors, Facts = file.Metadata };

    private static ModelFile FromJson(string path, ByteSource source)
    {
        if (source.Length > MaximumConfigLength)
        {
            throw new FileFormatException(FileFault.Limit, "A JSON file here is a model's configuration or an index of shards, at most 100 MB", received: $"{source.Length} bytes");
        }

        var json = KerasJson.Parse(source.ReadArray(0, (int)source.Length), "configuration", path);
        if (json["weight_map"] is JsonObject map)
        {
            return FromIndex(path, map);
        }

        return json["class_name"] is not null
            ? new() { Path = path, Format = "Keras JSON", Description = "Keras configuration (JSON)", Architecture = json, Training = json["compile_config"] as JsonObject, Facts = Texts(json) }
            : throw new FileFormatException(FileFault.WrongFormat, "A JSON file here is Keras's configuration (class_name) or an index of shards (weight_map)", received: $"keys {string.Join(", ", json.Select(static entry => entry.Key).Take(8))}");
    }

    private static ModelFile FromIndex(string path, JsonObject map)
    {
        var first = map.FirstOrDefault().Value;
        var shard = first is JsonArray { Count: > 0 } several ? several[0]?.ToString() : first?.ToString();
        if (shard is not null && shard.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase))
        {
            return new() { Path = path, Format = KerasH5Format.Instance.Name, Description = "Keras 3 weights (HDF5 shards)", Weights = Part(KerasShards.Read(path), isOptimizer: false) };
        }

        return shard is not null && shard.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? FromSafetensors(path, SafetensorsReader.Read(path)) with { Description = "safetensors (shards)" }
            : TorchModelFile.Make(path, TorchReader.Read(path));
    }

    private static IReadOnlyDictionary<string, TensorData> Part(OrderedDictionary<string, TensorData> all, bool isOptimizer)
        => new OrderedDictionary<string, TensorData>(all.Where(entry => entry.Key.StartsWith(OptimizerGroup + "/", StringComparison.Ordinal) == isOptimizer));

    private static Dictionary<string, string> Texts(JsonObject json) => json
        .Where(static entry => entry.Value is JsonValue && entry.Key is not "class_name" and not "module" and not "registered_name")
        .ToDictionary(static entry => entry.Key, static entry => entry.Value!.ToString());

    private static bool StartsLikeJson(ByteSource source)
    {
        foreach (var value in source.ReadArray(0, (int)Math.Min(64, source.Length)))
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return value == '{';
            }
        }

        return false;
    }
}
