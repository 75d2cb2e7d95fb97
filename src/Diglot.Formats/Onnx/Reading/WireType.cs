namespace Diglot.Formats.Onnx.Reading;

/// <summary>How a field of a protobuf message is stored.</summary>
internal enum WireType
{
    /// <summary>A whole number, seven bits a byte.</summary>
    Number = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, a message, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
