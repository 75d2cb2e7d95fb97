using Diglot.Tensors;

namespace Diglot.Formats.Onnx;

/// <summary>Facts about element types.</summary>
public static class OnnxElementTypes
{
    /// <summary>The name that Python's frameworks use.</summary>
    public static string Text(this OnnxElementType type) => Enum.IsDefined(type) ? type.ToString().ToLowerInvariant() : $"type {(int)type}";

    /// <summary>The type of arrays that elements are read as; null for texts and unknown types.</summary>
    public static DType? ReadAs(this OnnxElementType type) => type switch
    {
        OnnxElementType.Float32 or OnnxElementType.Float8E4M3Fnuz or OnnxElementType.Float8E5M2Fnuz or OnnxElementType.Float4E2M1 or OnnxElementType.Float8E8M0 => DType.Float32,
        OnnxElementType.UInt8 or OnnxElementType.UInt4 or OnnxElementType.UInt2 => DType.UInt8,
        OnnxElementType.Int8 or OnnxElementType.Int4 or OnnxElementType.Int2 => DType.Int8,
        OnnxElementType.UInt16 => DType.UInt16,
        OnnxElementType.Int16 => DType.Int16,
        OnnxElementType.Int32 => DType.Int32,
        OnnxElementType.Int64 => DType.Int64,
        OnnxElementType.Bool => DType.Bool,
        OnnxElementType.Float16 => DType.Float16,
        OnnxElementType.Float64 => DType.Float64,
        OnnxElementType.UInt32 => DType.UInt32,
        OnnxElementType.UInt64 => DType.UInt64,
        OnnxElementType.Complex64 => DType.Complex64,
        OnnxElementType.Complex128 => DType.Complex128,
        OnnxElementType.BFloat16 => DType.BFloat16,
        OnnxElementType.Float8E4M3 => DType.Float8E4M3,
        OnnxElementType.Float8E5M2 => DType.Float8E5M2,
        _ => null,
    };

    /// <summary>Bits of an element in a file.</summary>
    public static int Bits(this OnnxElementType type) => type switch
    {
        OnnxElementType.UInt2 or OnnxElementType.Int2 => 2,
        OnnxElementType.UInt4 or OnnxElementType.Int4 or OnnxElementType.Float4E2M1 => 4,
        OnnxElementType.Float8E4M3Fnuz or OnnxElementType.Float8E5M2Fnuz or OnnxElementType.Float8E8M0 => 8,
        _ => type.ReadAs()!.Value.Size * 8,
    };
}
