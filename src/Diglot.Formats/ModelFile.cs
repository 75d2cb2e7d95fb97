using System.Text.Json.Nodes;

namespace Diglot.Formats;

/// <summary>What a file of any format holds, seen in one way: for looking into files and comparing them. Arrays stay in the file until they are asked for.</summary>
public sealed record ModelFile
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The name of its format in <see cref="FormatCatalogue"/>; <c>Keras JSON</c> for a configuration alone.</summary>
    public required string Format { get; init; }

    /// <summary>What the file is, in words: <c>Keras 3 model (zip archive)</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The arrays by the file's own names: <c>layers/dense/vars/0</c>, <c>dense/kernel:0</c>, <c>fc1.weight</c>.</summary>
    public IReadOnlyDictionary<string, TensorData> Weights { get; init; } = new Dictionary<string, TensorData>();

    /// <summary>The optimizer's arrays, where the file tells them from the weights.</summary>
    public IReadOnlyDictionary<string, TensorData> OptimizerState { get; init; } = new Dictionary<string, TensorData>();

    /// <summary>Keras's configuration of the model: <c>class_name</c>, <c>config</c>; null where the file has none.</summary>
    public JsonObject? Architecture { get; init; }

    /// <summary>Keras's settings of <c>compile</c>; null where the file has none.</summary>
    public JsonObject? Training { get; init; }

    /// <summary>Classes of a pickled PyTorch module by their places: <c>""</c> the module itself, <c>features.0</c>; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Modules { get; init; } = new Dictionary<string, string>();

    /// <summary>What an ONNX graph takes, gives and does; null in other files.</summary>
    public ModelSignature? Signature { get; init; }

    /// <summary>Further facts: versions, dates, texts that the file carries.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
