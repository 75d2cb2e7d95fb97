namespace Diglot.Tensors;

/// <summary>Sizes and classes of the element types.</summary>
public static class DTypeFacts
{
    extension(DType type)
    {
        /// <summary>Bytes of one element.</summary>
        public int Size => type switch
        {
            DType.Bool or DType.UInt8 or DType.Int8 or DType.Float8E4M3 or DType.Float8E5M2 => 1,
            DType.UInt16 or DType.Int16 or DType.Float16 or DType.BFloat16 => 2,
            DType.UInt32 or DType.Int32 or DType.Float32 => 4,
            DType.UInt64 or DType.Int64 or DType.Float64 or DType.Complex64 => 8,
            DType.Complex128 => 16,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown element type."),
        };

        /// <summary>Whether gradients can flow through elements of this type.</summary>
        public bool IsFloatingPoint => type is DType.Float16 or DType.BFloat16 or DType.Float32 or DType.Float64
            or DType.Float8E4M3 or DType.Float8E5M2;

        /// <summary>Whether elements are whole numbers (a truth value is not).</summary>
        public bool IsInteger => type is >= DType.UInt8 and <= DType.Int64;

        /// <summary>Whether elements are complex numbers.</summary>
        public bool IsComplex => type is DType.Complex64 or DType.Complex128;
    }
}
