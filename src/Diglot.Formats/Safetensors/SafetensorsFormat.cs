namespace Diglot.Formats.Safetensors;

/// <summary>
/// The safetensors format (https://github.com/huggingface/safetensors): 8 bytes little-endian header length, a JSON header
/// (name → dtype, shape, data_offsets; <c>__metadata__</c> → text to text), then the arrays without gaps, row-major, little-endian.
/// </summary>
public static class SafetensorsFormat
{
    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("safetensors", [".safetensors"], SafetensorsDetector.Matches);
}
