using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Formats.KerasArchive;

namespace Diglot.Keras.Saving;

/// <summary>JSON as Python's <c>json.dumps</c> writes it: a blank after commas and colons, ASCII only, floating-point numbers with a point.</summary>
public static class PythonJson
{
    /// <summary>The text of a node.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (key, value) in members)
                {
                    Separate(text, ref first);
                    Quote(text, key);
                    text.Append(": ");
                    Write(text, value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                var isFirst = true;
                foreach (var item in items)
                {
                    Separate(text, ref isFirst);
                    Write(text, item);
                }

                text.Append(']');
                break;
            default:
                Plain(text, node.AsValue());
                break;
        }
    }

    private static void Separate(StringBuilder text, ref bool first)
    {
        if (!first)
        {
            text.Append(", ");
        }

        first = false;
    }

    private static void Plain(StringBuilder text, JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
        {
            if (element.ValueKind == JsonValueKind.String)
            {
                Quote(text, element.GetString()!);
            }
            else
            {
                text.Append(element.GetRawText());
            }
        }
        else if (value.TryGetValue<string>(out var word))
        {
            Quote(text, word);
        }
        else if (value.TryGetValue<bool>(out var truth))
        {
            text.Append(truth ? "true" : "false");
        }
        else if (value.TryGetValue<double>(out var number) && !value.TryGetValue<long>(out _))
        {
            text.Append(Number(number));
        }
        else
        {
            text.Append(value.ToJsonString());
        }
    }

    /// <summary>The shortest digits that give the number back, as Python's <c>repr</c> sets them out.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        return KerasJson.Number(value);
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append($"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
