using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Diglot.Formats.Pickle;

/// <summary>Numbers and text.</summary>
internal sealed partial class PickleMachine
{
    private const int MaximumTextLine = 1 << 24;

    private object ReadInteger(int length)
    {
        if (length is < 0 or > PickleLimits.MaximumIntegerLength)
        {
            throw new FileFormatException(FileFault.Limit, "A whole number has a reasonable size", Place, $"at most {PickleLimits.MaximumIntegerLength} bytes", $"{length}");
        }

        return Narrow(new BigInteger(input.ReadBytes(length)));
    }

    private object ReadIntegerLine(bool isInt)
    {
        var text = input.ReadLine(PickleLimits.MaximumIntegerLength);
        if (isInt && text is "00" or "01")
        {
            return text == "01";
        }

        return BigInteger.TryParse(text.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? Narrow(value)
            : throw Corrupt("A whole number is written in digits");
    }

    private double ReadFloatLine() => input.ReadLine(PickleLimits.MaximumIntegerLength) switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Corrupt("A number is written in digits"),
    };

    private static object Narrow(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    /// <summary>Python 2 wrote text as bytes of unknown encoding: UTF-8 where it can be, else one byte a character.</summary>
    private static string Text(byte[] bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    private string ReadQuotedLine()
    {
        var text = SpendOn(input.ReadLatinLine(MaximumTextLine));
        return text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0]
            ? Unescape(text[1..^1], isUnicode: false)
            : throw Corrupt("Text of protocol 0 is in quotes");
    }

    private string ReadEscapedLine() => Unescape(SpendOn(input.ReadLatinLine(MaximumTextLine)), isUnicode: true);

    private string SpendOn(string text)
    {
        Spend(PickleBudget.Text + (sizeof(char) * (long)text.Length));
        return text;
    }

    private string Unescape(string text, bool isUnicode)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var code = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            var digits = code switch
            {
                'u' when isUnicode => 4,
                'U' when isUnicode => 8,
                'x' when !isUnicode => 2,
                _ => 0,
            };
            if (digits > 0)
            {
                if (i + 2 + digits > text.Length || !int.TryParse(text.AsSpan(i + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var point) || point is < 0 or > 0x10ffff)
                {
                    throw Corrupt("An escaped character has all its digits");
                }

                result.Append(point < 0x10000 ? ((char)point).ToString() : char.ConvertFromUtf32(point));
                i += 1 + digits;
            }
            else if (code != '\0' && !isUnicode)
            {
                result.Append(code switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => code,
                });
                i++;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
