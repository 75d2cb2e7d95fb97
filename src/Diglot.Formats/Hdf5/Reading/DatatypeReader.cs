using Diglot.Tensors;

namespace Diglot.Formats.Hdf5.Reading;

/// <summary>Reads datatype messages. Kinds without a counterpart here are described, and refused when their values are asked for.</summary>
internal static class DatatypeReader
{
    private static readonly string[] ClassNames =
        ["integer", "float", "time", "string", "bit field", "opaque", "compound", "reference", "enumeration", "variable-length", "array", "complex"];

    /// <summary>Reads the datatype of an object, also where it is a named type kept elsewhere in the file.</summary>
    public static Hdf5Datatype Read(Hdf5Image image, HeaderMessage message)
    {
        var cursor = message.Cursor(image);
        return message.Shared ? ReadNamed(image, ref cursor) : Read(ref cursor);
    }

    /// <summary>Follows a reference to a named type.</summary>
    public static Hdf5Datatype ReadNamed(Hdf5Image image, ref Hdf5Cursor cursor)
    {
        var header = ObjectHeader.Read(image, SharedAddress(ref cursor));
        var message = header.Need(MessageKind.Datatype);
        if (message.Shared)
        {
            throw Hdf5Fault.Corrupt(header.Place, "A named type is not itself a reference to another");
        }

        var own = message.Cursor(image);
        return Read(ref own);
    }

    /// <summary>The address of the object that holds a shared message.</summary>
    public static long SharedAddress(ref Hdf5Cursor cursor)
    {
        var version = cursor.Version(1, 3);
        var kind = cursor.U8();
        if (version == 1)
        {
            cursor.Skip(6);
        }

        return kind == 1 && version == 3
            ? throw Hdf5Fault.Unsupported(cursor.Place, "Messages shared through the file's message heap are not read")
            : cursor.Address();
    }

    /// <summary>Reads a datatype message.</summary>
    public static Hdf5Datatype Read(ref Hdf5Cursor cursor)
    {
        var head = cursor.U8();
        int kind = head & 0x0F, version = head >> 4;
        var bits = (uint)cursor.Unsigned(3);
        var size = cursor.U32();
        if (version is < 1 or > 5 || size is 0 or > int.MaxValue)
        {
            throw Hdf5Fault.Corrupt(cursor.Place, "A datatype has a known version and a size", "version 1 to 5, size 1 or more", $"version {version}, size {size}");
        }

        var bytes = (int)size;
        return kind switch
        {
            0 => Integer(ref cursor, bits, bytes),
            1 => Float(ref cursor, bits, bytes),
            3 => new Hdf5Datatype(Hdf5TypeClass.FixedString, bytes, null, false, ((bits >> 4) & 15) == 1, $"string of {bytes} bytes") { SpacePadded = (bits & 15) == 2 },
            5 => new Hdf5Datatype(Hdf5TypeClass.Opaque, bytes, null, false, false, $"opaque of {bytes} bytes"),
            8 => Enumeration(ref cursor, bits, bytes, version),
            9 when (bits & 15) == 1 => new Hdf5Datatype(Hdf5TypeClass.VariableString, bytes, null, false, ((bits >> 8) & 15) == 1, "variable-length string"),
            _ => Other(bytes, kind < ClassNames.Length ? ClassNames[kind] : $"class {kind}"),
        };
    }

    private static Hdf5Datatype Integer(ref Hdf5Cursor cursor, uint bits, int size)
    {
        var (offset, precision) = (cursor.U16(), cursor.U16());
        var signed = (bits & 8) != 0;
        DType? type = (size, signed) switch
        {
            (1, true) => DType.Int8,
            (1, false) => DType.UInt8,
            (2, true) => DType.Int16,
            (2, false) => DType.UInt16,
            (4, true) => DType.Int32,
            (4, false) => DType.UInt32,
            (8, true) => DType.Int64,
            (8, false) => DType.UInt64,
            _ => null,
        };
        return type is null || offset != 0 || precision != size * 8
            ? Other(size, $"integer of {precision} bits in {size} bytes")
            : new Hdf5Datatype(Hdf5TypeClass.Integer, size, type, (bits & 1) != 0, false, type.Value.ToString());
    }

    private static Hdf5Datatype Float(ref Hdf5Cursor cursor, uint bits, int size)
    {
        cursor.Skip(2);
        var precision = cursor.U16();
        cursor.Skip(1);
        var exponentBits = cursor.U8();
        cursor.Skip(1);
        var mantissaBits = cursor.U8();
        DType? type = (size, exponentBits, mantissaBits) switch
        {
            (2, 5, 10) => DType.Float16,
            (2, 8, 7) => DType.BFloat16,
            (4, 8, 23) => DType.Float32,
            (8, 11, 52) => DType.Float64,
            (1, 4, 3) => DType.Float8E4M3,
            (1, 5, 2) => DType.Float8E5M2,
            _ => null,
        };
        return type is null || precision != size * 8 || (bits & 0x40) != 0
            ? Other(size, $"float of {exponentBits} exponent and {mantissaBits} mantissa bits in {size} bytes")
            : new Hdf5Datatype(Hdf5TypeClass.Float, size, type, (bits & 1) != 0, false, type.Value.ToString());
    }

    private static Hdf5Datatype Enumeration(ref Hdf5Cursor cursor, uint bits, int size, int version)
    {
        var count = (int)(bits & 0xFFFF);
        var of = Read(ref cursor);
        for (var i = 0; i < Math.Min(count, 3); i++)
        {
            var start = cursor.Position;
            while (cursor.U8() != 0)
            {
            }

            // Versions 1 and 2 pad each name to a multiple of eight, counted from its own start.
            if (version < 3)
            {
                cursor.Skip(-(cursor.Position - start) & 7);
            }
        }

        var values = count == 2 && of.Size == 1 ? cursor.Bytes(2) : default;
        return of.Class == Hdf5TypeClass.Integer && values.Length == 2 && values[0] == 0 && values[1] == 1
            ? new Hdf5Datatype(Hdf5TypeClass.Boolean, size, DType.Bool, false, false, "bool")
            : Other(size, "enumeration");
    }

    private static Hdf5Datatype Other(int size, string description)
        => new(Hdf5TypeClass.Other, size, null, false, false, description);
}
