namespace Diglot.Formats.Onnx;

/// <summary>What an ONNX file holds (<c>ModelProto</c>).</summary>
public sealed record OnnxModel
{
    /// <summary>Version of the format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>The program that wrote the file: <c>pytorch</c>.</summary>
    public string ProducerName { get; init; } = "";

    /// <summary>Its version.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>Version of each set of operations that nodes are from, by domain; <c>""</c> is ONNX's own.</summary>
    public required IReadOnlyDictionary<string, long> Opsets { get; init; }

    /// <summary>The network.</summary>
    public required OnnxGraph Graph { get; init; }

    /// <summary>Operations that the file defines itself.</summary>
    public IReadOnlyList<OnnxFunction> Functions { get; init; } = [];

    /// <summary>Further texts by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The graph's arrays of numbers by name: weights, and shapes and the like that its operations take.</summary>
    public IReadOnlyDictionary<string, TensorData> Weights
        => new OrderedDictionary<string, TensorData>(Graph.Initializers.Where(static entry => entry.Value.Data is not null).Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Data!)));
}
