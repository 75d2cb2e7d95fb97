namespace Diglot.Formats.Safetensors;

/// <summary>What a safetensors file (or a set of shards) holds.</summary>
/// <param name="Tensors">The arrays by name, in the header's order; their bytes are read on first use.</param>
/// <param name="Metadata">The text under <c>__metadata__</c>; empty where there is none.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, TensorData> Tensors, IReadOnlyDictionary<string, string> Metadata);
