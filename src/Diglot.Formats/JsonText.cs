using System.Text;
using System.Text.Json;

namespace Diglot.Formats;

/// <summary>What a JSON text is checked for before a tree is made of it.</summary>
internal static class JsonText
{
    /// <summary>Goes through a text without keeping anything of it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximumDepth">Deepest nesting.</param>
    /// <param name="maximumTokens">Most names, values and brackets.</param>
    /// <returns>Whether there are no more tokens than that.</returns>
    /// <exception cref="JsonException">It is no JSON, or a string is no valid Unicode, which would only show when it is asked for.</exception>
    public static bool Check(ReadOnlySpan<byte> text, int maximumDepth, int maximumTokens)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maximumDepth });
        for (var count = 0; reader.Read(); count++)
        {
            if (count == maximumTokens)
            {
                return false;
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan)))
            {
                try
                {
                    reader.GetString();
                }
                catch (InvalidOperationException cause)
                {
                    throw new JsonException("A text is not valid Unicode.", null, null, reader.TokenStartIndex, cause);
                }
            }
        }

        return true;
    }
}
