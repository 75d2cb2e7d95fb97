namespace Diglot.Formats;

/// <summary>Values of the two 8-bit floats of the OCP specification: sign, exponent, fraction; exponent 0 is subnormal.</summary>
internal static class Float8
{
    /// <summary>4 bits of exponent, 3 of fraction; no infinity, the largest pattern is NaN.</summary>
    public static double FromE4M3(byte bits) => (bits & 0x7f) == 0x7f ? double.NaN : Value(bits, fractionBits: 3, bias: 7);

    /// <summary>5 bits of exponent, 2 of fraction; infinities and NaN as in IEEE 754.</summary>
    public static double FromE5M2(byte bits) => (bits & 0x7f) switch
    {
        > 0x7c => double.NaN,
        0x7c => bits > 0x7f ? double.NegativeInfinity : double.PositiveInfinity,
        _ => Value(bits, fractionBits: 2, bias: 15),
    };

    private static double Value(byte bits, int fractionBits, int bias)
    {
        var (exponent, fraction) = ((bits & 0x7f) >> fractionBits, bits & ((1 << fractionBits) - 1));
        var significand = exponent == 0 ? fraction : fraction + (1 << fractionBits);
        var magnitude = Math.ScaleB(significand, Math.Max(exponent, 1) - bias - fractionBits);
        return bits > 0x7f ? -magnitude : magnitude;
    }
}
