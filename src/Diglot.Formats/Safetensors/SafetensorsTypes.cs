using Diglot.Tensors;

namespace Diglot.Formats.Safetensors;

/// <summary>The format's names of element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, DType Type)[] Table =
    [
        ("BOOL", DType.Bool), ("U8", DType.UInt8), ("I8", DType.Int8), ("U16", DType.UInt16), ("I16", DType.Int16),
        ("U32", DType.UInt32), ("I32", DType.Int32), ("U64", DType.UInt64), ("I64", DType.Int64), ("F16", DType.Float16),
        ("BF16", DType.BFloat16), ("F32", DType.Float32), ("F64", DType.Float64), ("C64", DType.Complex64),
        ("F8_E4M3", DType.Float8E4M3), ("F8_E5M2", DType.Float8E5M2),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", Table.Select(static row => row.Name));

    public static DType? Parse(string name)
    {
        foreach (var (known, type) in Table)
        {
            if (known == name)
            {
                return type;
            }
        }

        return null;
    }

    public static string? Name(DType type)
    {
        foreach (var (name, known) in Table)
        {
            if (known == type)
            {
                return name;
            }
        }

        return null;
    }
}
