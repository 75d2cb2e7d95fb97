namespace Diglot.Formats.Onnx;

/// <summary>Element types by the numbers that files use.</summary>
public enum OnnxElementType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32 = 1,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Texts.</summary>
    String,

    /// <summary>Truth value.</summary>
    Bool,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,

    /// <summary>Two binary32.</summary>
    Complex64,

    /// <summary>Two binary64.</summary>
    Complex128,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16,

    /// <summary>8-bit float of the OCP, 4 exponent bits.</summary>
    Float8E4M3,

    /// <summary>8-bit float, 4 exponent bits, bias 8, no negative zero: its pattern is NaN. Read as float32.</summary>
    Float8E4M3Fnuz,

    /// <summary>8-bit float of the OCP, 5 exponent bits.</summary>
    Float8E5M2,

    /// <summary>8-bit float, 5 exponent bits, bias 16, no negative zero: its pattern is NaN. Read as float32.</summary>
    Float8E5M2Fnuz,

    /// <summary>Unsigned 4-bit integer, two a byte. Read as uint8.</summary>
    UInt4,

    /// <summary>Signed 4-bit integer, two a byte. Read as int8.</summary>
    Int4,

    /// <summary>4-bit float, 2 exponent bits, two a byte. Read as float32.</summary>
    Float4E2M1,

    /// <summary>A power of two with 8 exponent bits. Read as float32.</summary>
    Float8E8M0,

    /// <summary>Unsigned 2-bit integer, four a byte. Read as uint8.</summary>
    UInt2,

    /// <summary>Signed 2-bit integer, four a byte. Read as int8.</summary>
    Int2,
}
