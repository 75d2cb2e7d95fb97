using System.Globalization;

namespace Diglot.Torch.Tensors;

/// <summary>Values as Python's <c>repr</c> writes them, which is how modules show their arguments.</summary>
internal static class PythonText
{
    public static string Of(bool value) => value ? "True" : "False";

    public static string Of(bool? value) => value is { } given ? Of(given) : "None";

    public static string Of(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "None";

    public static string Of(double? value) => value is { } given ? Of(given) : "None";

    public static string Of(string? value) => value is null ? "None" : $"'{value}'";

    /// <summary>The shortest text that reads back as the same number: <c>1e-05</c>, <c>0.1</c>, <c>2.0</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var (digits, power) = Split(value.ToString("R", CultureInfo.InvariantCulture));
        return power is < -4 or >= 16 ? Scientific(digits, power) : Plain(digits, power);
    }

    public static string Tuple(IEnumerable<int?> values)
    {
        var items = values.Select(static value => value?.ToString(CultureInfo.InvariantCulture) ?? "None").ToArray();
        return items.Length == 1 ? $"({items[0]},)" : $"({string.Join(", ", items)})";
    }

    public static string Tuple(IEnumerable<int> values) => Tuple(values.Select(static value => (int?)value));

    /// <summary>Sign and significant digits, and the power of ten of the first one.</summary>
    private static (string Digits, int Power) Split(string text)
    {
        var mantissa = text;
        var power = 0;
        if (text.IndexOf('E') is var e and >= 0)
        {
            (mantissa, power) = (text[..e], int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture));
        }

        var sign = mantissa.StartsWith('-') ? "-" : string.Empty;
        mantissa = mantissa[sign.Length..];
        var point = mantissa.IndexOf('.') is var at and >= 0 ? at : mantissa.Length;
        var all = mantissa.Replace(".", string.Empty);
        var leading = all.TakeWhile(static c => c == '0').Count();
        var digits = all.TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? (sign + "0", 0) : (sign + digits, power + point - 1 - leading);
    }

    private static string Scientific(string digits, int power)
    {
        var sign = digits.StartsWith('-') ? "-" : string.Empty;
        digits = digits[sign.Length..];
        return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : string.Empty)}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
    }

    private static string Plain(string digits, int power)
    {
        var sign = digits.StartsWith('-') ? "-" : string.Empty;
        digits = digits[sign.Length..];
        if (power < 0)
        {
            return sign + "0." + new string('0', -power - 1) + digits;
        }

        digits = digits.PadRight(power + 1, '0');
        return sign + digits[..(power + 1)] + "." + (digits.Length > power + 1 ? digits[(power + 1)..] : "0");
    }
}
