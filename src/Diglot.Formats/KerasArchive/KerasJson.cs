using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diglot.Formats.KerasArchive;

/// <summary>
/// The JSON of Keras files: read strictly (no duplicate keys, no NaN, bounded depth), written as Python's <c>json.dumps</c>
/// writes it (<c>", "</c> and <c>": "</c>, everything beyond ASCII escaped, floats by <c>repr</c>), so that unchanged
/// text comes out unchanged. https://docs.python.org/3/library/json.html
/// </summary>
public static class KerasJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = KerasArchiveLimits.MaximumJsonDepth, AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="place">What the text is, for messages.</param>
    /// <param name="file">The file it comes from, for messages.</param>
    /// <exception cref="FileFormatException">It is not one JSON object (<see cref="FileFault.BadConfig"/>).</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> text, string place, string? file)
    {
        if (text.Length > KerasArchiveLimits.MaximumConfigBytes)
        {
            throw new FileFormatException(FileFault.Limit, "A model's configuration has a bounded size", place, $"at most {KerasArchiveLimits.MaximumConfigBytes} bytes", $"{text.Length}", file: file);
        }

        try
        {
            if (!JsonText.Check(text, KerasArchiveLimits.MaximumJsonDepth, KerasArchiveLimits.MaximumJsonTokens))
            {
                throw new FileFormatException(FileFault.Limit, "A model's configuration has no more values than a real one", place, $"at most {KerasArchiveLimits.MaximumJsonTokens}", "more", file: file);
            }

            return JsonNode.Parse(text, null, Strict) as JsonObject ?? throw Bad("a JSON object", "another kind of value");
        }
        catch (JsonException cause)
        {
            throw Bad("valid JSON", $"an error in line {(cause.LineNumber ?? 0) + 1}, byte {cause.BytePositionInLine}: {cause.Message.TrimEnd('.')}", cause);
        }

        FileFormatException Bad(string expected, string received, Exception? cause = null)
            => new(FileFault.BadConfig, "The configuration is one JSON object", place, expected, received, "The file is damaged or was edited: save the model again.", file, cause);
    }

    /// <summary>Writes a node as <c>json.dumps</c> does.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members)
                {
                    AppendText(text.Append(text[^1] == '{' ? "" : ", "), name);
                    Append(text.Append(": "), value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    Append(text.Append(i == 0 ? "" : ", "), items[i]);
                }

                text.Append(']');
                break;
            default:
                AppendValue(text, node.AsValue());
                break;
        }
    }

    private static void AppendValue(StringBuilder text, JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
        {
            if (element.ValueKind == JsonValueKind.String)
            {
                AppendText(text, element.GetString()!);
            }
            else
            {
                text.Append(element.GetRawText());
            }
        }
        else if (value.TryGetValue<string>(out var words))
        {
            AppendText(text, words);
        }
        else if (value.TryGetValue<bool>(out var truth))
        {
            text.Append(truth ? "true" : "false");
        }
        else if (value.TryGetValue<double>(out var number))
        {
            text.Append(Number(number));
        }
        else if (value.TryGetValue<float>(out var single))
        {
            text.Append(Number(single));
        }
        else
        {
            text.Append(value.ToJsonString());
        }
    }

    /// <summary>A float as Python's <c>repr</c> gives it: shortest digits, exponent below 1e-4 and from 1e16 on.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FileFormatException(FileFault.BadConfig, "Numbers in a configuration are finite", received: value.ToString(CultureInfo.InvariantCulture));
        }

        // .NET and Python agree on the shortest digits, not on when to use an exponent.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = text.StartsWith('-') ? "-" : "";
        var (mantissa, exponent) = text.TrimStart('-').Split('E') is [var front, var power] ? (front, int.Parse(power, CultureInfo.InvariantCulture)) : (text.TrimStart('-'), 0);
        var point = (mantissa.Contains('.') ? mantissa.IndexOf('.') : mantissa.Length) + exponent;
        var all = mantissa.Replace(".", "");
        var digits = all.TrimStart('0');
        point -= all.Length - digits.Length;
        digits = digits.TrimEnd('0');
        return sign + digits switch
        {
            "" => "0.0",
            _ when point is <= -4 or > 16 => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1):00}",
            _ when point <= 0 => $"0.{new string('0', -point)}{digits}",
            _ when point >= digits.Length => $"{digits.PadRight(point, '0')}.0",
            _ => $"{digits[..point]}.{digits[point..]}",
        };
    }

    private static void AppendText(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (var letter in words)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                >= ' ' and <= '~' => text.Append(letter),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }

        text.Append('"');
    }
}
