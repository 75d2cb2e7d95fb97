using System.Numerics;

namespace Diglot.Torch.Printing;

/// <summary>Real numbers with a given number of digits after the point, rounded as Python's formatting does: exactly, ties to even.</summary>
internal static class NumberText
{
    /// <summary>As <c>'{:.df}'.format(value)</c>.</summary>
    public static string Fixed(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return PythonText.Of(value);
        }

        var text = Scaled(Math.Abs(value), digits).ToString().PadLeft(digits + 1, '0');
        return Sign(value) + (digits == 0 ? text : $"{text[..^digits]}.{text[^digits..]}");
    }

    /// <summary>As <c>'{:.de}'.format(value)</c>.</summary>
    public static string Scientific(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return PythonText.Of(value);
        }

        var power = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var text = Scaled(Math.Abs(value), digits - power).ToString();
        if (value != 0 && text.Length != digits + 1)
        {
            // The logarithm was a little off, or rounding made 9.99… a 10.
            power += text.Length > digits + 1 ? 1 : -1;
            text = Scaled(Math.Abs(value), digits - power).ToString();
        }

        text = text.PadLeft(digits + 1, '0');
        return $"{Sign(value)}{text[0]}{(digits == 0 ? string.Empty : "." + text[1..])}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
    }

    private static string Sign(double value) => double.IsNegative(value) ? "-" : string.Empty;

    /// <summary>value · 10^digits, rounded to a whole number.</summary>
    private static BigInteger Scaled(double value, int digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7ff);
        BigInteger numerator = bits & 0xfffffffffffffL;
        numerator += exponent == 0 ? 0 : 1L << 52;
        exponent = Math.Max(exponent, 1) - 1075;
        var denominator = BigInteger.One;
        (numerator, denominator) = exponent > 0 ? (numerator << exponent, denominator) : (numerator, denominator << -exponent);
        (numerator, denominator) = digits > 0 ? (numerator * BigInteger.Pow(10, digits), denominator) : (numerator, denominator * BigInteger.Pow(10, -digits));
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}
