using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Writing;

/// <summary>Writes datatype messages with the bits that the library writes for the native types of a PC.</summary>
internal static class DatatypeWriter
{
    private const int Version1 = 0x10;

    /// <summary>Bytes of one element as stored, or null for types that are not written.</summary>
    public static int? StoredSize(Hdf5Datatype type) => type switch
    {
        { Class: Hdf5TypeClass.VariableString } => 16,
        { Class: Hdf5TypeClass.FixedString } => type.Size,
        { Element: DType.Complex64 or DType.Complex128 or DType.Float8E4M3 or DType.Float8E5M2 or null } => null,
        { Element: { } element } => element.Size,
    };

    public static void Write(MetadataBuffer buffer, Hdf5Datatype type)
    {
        switch (type)
        {
            case { Class: Hdf5TypeClass.VariableString }:
                Head(buffer, 9, 1u | (type.Utf8 ? 0x100u : 0), 16);
                Integer(buffer, 1, signed: false);
                break;
            case { Class: Hdf5TypeClass.FixedString }:
                // Padded with zeros, as NumPy's bytes are.
                Head(buffer, 3, 1u | (type.Utf8 ? 0x10u : 0), type.Size);
                break;
            case { Element: DType.Bool }:
                Head(buffer, 8, 2, 1);
                Integer(buffer, 1, signed: true);
                buffer.Write("FALSE\0\0\0TRUE\0\0\0\0"u8);
                buffer.Write([0, 1]);
                break;
            case { Element: DType.BFloat16 }:
                Head(buffer, 5, 0, 2);
                break;
            case { Element: DType.Float16 }:
                Float(buffer, 2, 10, 5, 15);
                break;
            case { Element: DType.Float32 }:
                Float(buffer, 4, 23, 8, 127);
                break;
            case { Element: DType.Float64 }:
                Float(buffer, 8, 52, 11, 1023);
                break;
            case { Element: { IsInteger: true } element }:
                Integer(buffer, element.Size, element is DType.Int8 or DType.Int16 or DType.Int32 or DType.Int64);
                break;
        }
    }

    private static void Head(MetadataBuffer buffer, int kind, uint bits, int size)
    {
        buffer.U32((uint)(Version1 | kind) | (bits << 8));
        buffer.U32((uint)size);
    }

    private static void Integer(MetadataBuffer buffer, int size, bool signed)
    {
        Head(buffer, 0, signed ? 8u : 0, size);
        buffer.U16(0);
        buffer.U16(size * 8);
    }

    private static void Float(MetadataBuffer buffer, int size, int mantissa, int exponent, int bias)
    {
        // Bits: implied leading one (0x20), place of the sign.
        Head(buffer, 1, 0x20u | ((uint)((size * 8) - 1) << 8), size);
        buffer.U16(0);
        buffer.U16(size * 8);
        buffer.U8(mantissa);
        buffer.U8(exponent);
        buffer.U8(0);
        buffer.U8(mantissa);
        buffer.U32((uint)bias);
    }
}
