using System.Runtime.InteropServices;

namespace Diglot.Formats.Onnx.Reading;

/// <summary>Elements that no array holds as they are stored: those of two and four bits, and rare 8-bit floats. They become the nearest type that holds each value exactly.</summary>
internal static class SmallElements
{
    // Of 2 exponent bits and one fraction bit; the upper half is negative.
    private static readonly float[] Float4 = [0, 0.5f, 1, 1.5f, 2, 3, 4, 6];

    /// <summary>Whether elements of this type have to be turned into others.</summary>
    public static bool Are(OnnxElementType type) => type.Bits() < 8 || type is OnnxElementType.Float8E4M3Fnuz or OnnxElementType.Float8E5M2Fnuz or OnnxElementType.Float8E8M0;

    /// <summary>Turns stored bytes into elements.</summary>
    public static void Unpack(OnnxElementType type, ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        var (bits, isFloat) = (type.Bits(), type.ReadAs() == Tensors.DType.Float32);
        var floats = isFloat ? MemoryMarshal.Cast<byte, float>(destination) : default;
        var count = isFloat ? floats.Length : destination.Length;
        for (var i = 0; i < count; i++)
        {
            var at = (long)i * bits;
            var pattern = (stored[(int)(at / 8)] >> (int)(at % 8)) & ((1 << bits) - 1);
            if (isFloat)
            {
                floats[i] = Value(type, pattern);
            }
            else
            {
                destination[i] = (byte)(type is OnnxElementType.Int4 or OnnxElementType.Int2 ? pattern << (32 - bits) >> (32 - bits) : pattern);
            }
        }
    }

    private static float Value(OnnxElementType type, int pattern) => type switch
    {
        OnnxElementType.Float4E2M1 => pattern < 8 ? Float4[pattern] : -Float4[pattern - 8],
        OnnxElementType.Float8E8M0 => pattern == 0xff ? float.NaN : MathF.ScaleB(1, pattern - 127),
        OnnxElementType.Float8E4M3Fnuz => Fnuz(pattern, fractionBits: 3, bias: 8),
        _ => Fnuz(pattern, fractionBits: 2, bias: 16),
    };

    // The pattern of the negative zero is the only NaN; there is no infinity.
    private static float Fnuz(int pattern, int fractionBits, int bias)
    {
        if (pattern == 0x80)
        {
            return float.NaN;
        }

        var (exponent, fraction) = ((pattern & 0x7f) >> fractionBits, pattern & ((1 << fractionBits) - 1));
        var magnitude = MathF.ScaleB(exponent == 0 ? fraction : fraction + (1 << fractionBits), Math.Max(exponent, 1) - bias - fractionBits);
        return pattern > 0x7f ? -magnitude : magnitude;
    }
}
