using System.Globalization;
using Diglot.Tensors;

namespace Diglot.Formats.Numpy;

/// <summary>An element type as NumPy describes it: byte order, kind, bytes. For instance <c>&lt;f4</c>, <c>|b1</c>, <c>&gt;i8</c>, <c>&lt;U6</c>.</summary>
/// <param name="Descriptor">The description itself.</param>
/// <param name="Kind">b, i, u, f, c; U for text, S for bytes, O for objects, others.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="IsBigEndian">Whether numbers are stored with their highest byte first.</param>
internal readonly record struct NumpyType(string Descriptor, char Kind, int Size, bool IsBigEndian)
{
    /// <summary>The element type, or null if it is none that computing knows.</summary>
    public DType? Element => (Kind, Size) switch
    {
        ('b', 1) => DType.Bool,
        ('i', 1) => DType.Int8,
        ('i', 2) => DType.Int16,
        ('i', 4) => DType.Int32,
        ('i', 8) => DType.Int64,
        ('u', 1) => DType.UInt8,
        ('u', 2) => DType.UInt16,
        ('u', 4) => DType.UInt32,
        ('u', 8) => DType.UInt64,
        ('f', 2) => DType.Float16,
        ('f', 4) => DType.Float32,
        ('f', 8) => DType.Float64,
        ('c', 8) => DType.Complex64,
        ('c', 16) => DType.Complex128,
        _ => null,
    };

    /// <summary>NumPy's description of an element type, or null where NumPy has none.</summary>
    public static string? Describe(DType type) => type switch
    {
        DType.Bool => "|b1",
        DType.UInt8 => "|u1",
        DType.Int8 => "|i1",
        DType.Complex64 or DType.Complex128 => $"<c{type.Size}",
        DType.BFloat16 or DType.Float8E4M3 or DType.Float8E5M2 => null,
        _ when type.IsFloatingPoint => $"<f{type.Size}",
        DType.UInt16 or DType.UInt32 or DType.UInt64 => $"<u{type.Size}",
        _ => $"<i{type.Size}",
    };

    /// <summary>Reads a description; null if it is none.</summary>
    public static NumpyType? Parse(string text)
    {
        var isOrder = text.Length > 0 && text[0] is '<' or '>' or '|' or '=';
        var rest = text.AsSpan(isOrder ? 1 : 0);
        var count = 0;
        if (rest.IsEmpty || !char.IsAsciiLetter(rest[0])
            || (rest.Length > 1 && !int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out count)))
        {
            return null;
        }

        var size = rest[0] == 'U' ? (long)count * 4 : count;
        return size > int.MaxValue ? null : new NumpyType(text, rest[0], (int)size, text[0] == '>');
    }
}
