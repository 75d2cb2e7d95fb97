namespace Diglot.Formats.Onnx.Reading;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">Which field of its message.</param>
/// <param name="Type">How it is stored.</param>
/// <param name="Value">The number; for <see cref="WireType.Bytes"/> how many bytes.</param>
/// <param name="Start">Where its bytes begin.</param>
internal readonly record struct WireField(int Number, WireType Type, ulong Value, long Start)
{
    public long Integer => (long)Value;

    public float Float => BitConverter.UInt32BitsToSingle((uint)Value);

    public long Length => (long)Value;

    public long End => Start + Length;

    public FileFormatException Wrong(string place) => new(FileFault.Corrupt, "A field is stored as its type asks", $"{place}, field {Number}, byte {Start}", received: $"wire type {(int)Type}", remedy: "The file is damaged, or no ONNX file.");
}
