namespace Diglot.Tensors;

/// <summary>
/// The element types that arrays can hold. Arithmetic is defined for <see cref="Float32"/>, <see cref="Float64"/>,
/// <see cref="Int32"/>, <see cref="Int64"/>, <see cref="UInt8"/> and <see cref="Bool"/>; the others are stored faithfully and converted.
/// </summary>
public enum DType : byte
{
    /// <summary>Truth value, one byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>The upper half of a binary32: 8 exponent bits, 7 fraction bits.</summary>
    BFloat16,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Two binary32: real, imaginary.</summary>
    Complex64,

    /// <summary>Two binary64: real, imaginary.</summary>
    Complex128,

    /// <summary>8-bit float, 4 exponent and 3 fraction bits, no infinity (OCP E4M3).</summary>
    Float8E4M3,

    /// <summary>8-bit float, 5 exponent and 2 fraction bits (OCP E5M2).</summary>
    Float8E5M2,
}
