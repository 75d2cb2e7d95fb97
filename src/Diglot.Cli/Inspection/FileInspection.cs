using System.Text.Json.Nodes;
using Diglot.Cli.Conversion;
using Diglot.Cli.Errors;
using Diglot.Formats;
using Diglot.Formats.TorchArchive;

namespace Diglot.Cli.Inspection;

/// <summary>What a file holds: the answer of <c>diglot inspect</c>, and its JSON.</summary>
internal sealed record FileInspection
{
    public required string File { get; init; }

    public required string Format { get; init; }

    public required string Description { get; init; }

    /// <summary>Length of the file (of the index alone, where the weights lie in shards).</summary>
    public required long Bytes { get; init; }

    /// <summary>Version of the framework that wrote the file, where it says so.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>Elements of all parameters as the file's framework counts them: see <see cref="WeightKind"/>. An array under two names counts once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Those of the parameters that training changes; null where the file does not tell them, as weights alone do not.</summary>
    public long? TrainableParameters { get; init; }

    /// <summary>The other parameters; null where the file does not tell them.</summary>
    public long? NonTrainableParameters { get; init; }

    public required long Buffers { get; init; }

    /// <summary>Elements of the optimizer's arrays.</summary>
    public required long OptimizerElements { get; init; }

    /// <summary>Types and shapes of what an ONNX graph takes, by name.</summary>
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    /// <summary>The same of what it gives.</summary>
    public IReadOnlyDictionary<string, string>? Outputs { get; init; }

    /// <summary>How often each operation occurs in it.</summary>
    public IReadOnlyDictionary<string, int>? Operations { get; init; }

    public required IReadOnlyList<LayerEntry> Layers { get; init; }

    public required IReadOnlyList<WeightEntry> Weights { get; init; }

    public required IReadOnlyList<WeightEntry> OptimizerState { get; init; }

    /// <summary>Settings of Keras's <c>compile</c>.</summary>
    public JsonObject? Training { get; init; }

    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>What checking it against the test vectors beside it found; null where there are none.</summary>
    public VectorCheck? TestVectors { get; init; }

    /// <summary>Looks into a file; values are read only for the statistics.</summary>
    /// <exception cref="FileFormatException">It is of no known format, or damaged.</exception>
    public static FileInspection Of(string path, bool withStatistics)
    {
        var file = Read(path);
        var weights = Entries(file.Weights, withStatistics, isGraph: file.Signature is not null);
        var distinct = file.Weights.DistinctBy(static weight => Memory(weight.Value)).Select(static weight => weight.Key).ToHashSet();
        var counts = weights.Where(weight => distinct.Contains(weight.Name)).ToLookup(static weight => weight.Kind, static weight => weight.Elements);
        var (layers, told) = LayerParameters.Count(file, LayerEntry.Of(file), distinct);
        return new()
        {
            File = path,
            Format = file.Format,
            Description = file.Description,
            Bytes = new FileInfo(path).Length,
            FrameworkVersion = file.Facts.TryGetValue("keras_version", out var version) ? $"Keras {version}" : null,
            Parameters = told is null ? counts[WeightKind.Parameter].Sum() : told.Trainable + told.NonTrainable,
            TrainableParameters = told?.Trainable,
            NonTrainableParameters = told?.NonTrainable,
            Buffers = told?.Buffers ?? counts[WeightKind.Buffer].Sum(),
            OptimizerElements = file.OptimizerState.Sum(static state => state.Value.Length),
            Inputs = file.Signature?.Inputs,
            Outputs = file.Signature?.Outputs,
            Operations = file.Signature?.Operations,
            Layers = layers,
            Weights = weights,
            OptimizerState = Entries(file.OptimizerState, withStatistics),
            Training = file.Training,
            Facts = file.Facts,
            TestVectors = StoredVectors.Of(path),
        };
    }

    /// <summary>Reads a file of any known format.</summary>
    /// <exception cref="FileFormatException">It is of no known format, or damaged.</exception>
    public static ModelFile Read(string path) => Directory.Exists(path)
        ? throw new UsageException($"'{path}' is a folder; expected a file of a model or of weights.")
        : ModelFileReader.Read(path);

    // Tied weights of a PyTorch file are two views of one storage.
    private static object Memory(TensorData data) => data is TorchStridedTensor view ? (view.Storage, view.Offset, string.Join(',', view.Shape), string.Join(',', view.Strides)) : data;

    private static WeightEntry[] Entries(IReadOnlyDictionary<string, TensorData> arrays, bool withStatistics, bool isGraph = false)
        => [.. arrays.Select(entry => WeightEntry.Of(entry.Key, entry.Value, withStatistics)).Select(entry => isGraph ? entry.InGraph() : entry)];
}
