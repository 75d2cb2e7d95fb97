using System.Globalization;
using System.Numerics;

namespace Diglot.Formats.Pickle;

/// <summary>Values as Python prints them: for keys in paths and for messages.</summary>
public static class PickleText
{
    private const int MaximumLength = 200;

    /// <summary>What Python's <c>str()</c> gives: text as it is, everything else as <see cref="Print(object?)"/>.</summary>
    public static string Plain(object? value) => value as string ?? Print(value);

    /// <summary>What Python's <c>repr()</c> gives for scalars and tuples of them; other values by their kind, long ones cut short.</summary>
    public static string Print(object? value)
    {
        var text = value switch
        {
            null => "None",
            true => "True",
            false => "False",
            string given => "'" + given.Replace("\\", "\\\\").Replace("'", "\\'") + "'",
            double number => Print(number),
            long or BigInteger => string.Create(CultureInfo.InvariantCulture, $"{value}"),
            PickleTuple { Weight: <= PickleLimits.MaximumKeyWeight } tuple => $"({string.Join(", ", tuple.Select(Print))}{(tuple.Count == 1 ? "," : "")})",
            PickleTuple => "(...)",
            byte[] bytes => $"<{bytes.Length} bytes>",
            List<object?> list => $"<list of {list.Count}>",
            PickleDict dict => $"<{dict.ClassName ?? "dict"} of {dict.Count}>",
            _ => value.ToString() ?? value.GetType().Name,
        };
        return text.Length <= MaximumLength || value is string ? text : text[..MaximumLength] + "…";
    }

    private static string Print(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text.ToLowerInvariant() : text + ".0";
    }
}
