using System.Text.Json;
using System.Text.Unicode;
using Diglot.Tensors;

namespace Diglot.Formats.Safetensors;

/// <summary>Reads the JSON header, strictly and without building a document from it.</summary>
internal ref struct SafetensorsHeader
{
    private Utf8JsonReader _json;

    private SafetensorsHeader(ReadOnlySpan<byte> header) => _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = SafetensorsLimits.MaximumJsonDepth });

    /// <summary>One array as the header describes it; offsets count from the end of the header.</summary>
    public readonly record struct Entry(string Name, DType Type, long[] Shape, long Begin, long End);

    /// <summary>Parses a header.</summary>
    public static (List<Entry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> header)
    {
        if (!Utf8.IsValid(header))
        {
            throw Invalid("The header is UTF-8 text", "header");
        }

        if (header.IsEmpty || header[0] != '{')
        {
            throw Invalid("The header is a JSON object and begins with '{'", "header");
        }

        try
        {
            return new SafetensorsHeader(header).ParseObject();
        }
        catch (JsonException exception)
        {
            throw new FileFormatException(
                FileFault.Invalid,
                "The header is valid JSON of at most " + SafetensorsLimits.MaximumJsonDepth + " levels",
                place: $"header, byte {exception.BytePositionInLine}",
                remedy: "The file was probably cut short or written by a faulty program.",
                cause: exception);
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, written as \ud800: found only when the text is asked for.
            throw new FileFormatException(FileFault.Invalid, "Every text of the header is valid Unicode", place: "header", remedy: "The file was written by a faulty program.", cause: exception);
        }
    }

    private (List<Entry> Entries, Dictionary<string, string> Metadata) ParseObject()
    {
        var entries = new List<Entry>();
        var names = new HashSet<string>();
        var metadata = new Dictionary<string, string>();
        _json.Read();
        while (Next() != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            if (!names.Add(name))
            {
                throw Invalid("A name occurs once", $"tensor '{name}'");
            }

            Bound(names.Count, SafetensorsLimits.MaximumEntries, "A file has no more arrays than a real one", "header");

            if (name == "__metadata__")
            {
                ParseMetadata(metadata);
            }
            else
            {
                entries.Add(ParseEntry(name));
            }
        }

        if (_json.Read())
        {
            throw Invalid("Nothing but spaces follows the header's object", "header");
        }

        return (entries, metadata);
    }

    private void ParseMetadata(Dictionary<string, string> metadata)
    {
        Expect(Next() == JsonTokenType.StartObject, "__metadata__", "an object of texts");
        while (Next() != JsonTokenType.EndObject)
        {
            var key = _json.GetString()!;
            Expect(Next() == JsonTokenType.String, "__metadata__", $"text under '{key}'");
            metadata[key] = _json.GetString()!;
            Bound(metadata.Count, SafetensorsLimits.MaximumEntries, "Metadata are not more than a real file's", "__metadata__");
        }
    }

    private Entry ParseEntry(string name)
    {
        var place = $"tensor '{name}'";
        DType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(Next() == JsonTokenType.StartObject, place, "an object with dtype, shape and data_offsets");
        while (Next() != JsonTokenType.EndObject)
        {
            switch (_json.GetString())
            {
                case "dtype" when type is null:
                    Expect(Next() == JsonTokenType.String, place, "a dtype given as text");
                    var given = _json.GetString()!;
                    type = SafetensorsTypes.Parse(given)
                        ?? throw new FileFormatException(FileFault.Invalid, "The dtype is one that the format and this reader know", place, SafetensorsTypes.Names, $"'{given}'");
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(place, "shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(place, "data_offsets");
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Invalid("A field occurs once", place);
                default:
                    _json.Read();
                    _json.Skip();
                    break;
            }
        }

        Expect(type is not null && shape is not null && offsets is { Length: 2 }, place, "dtype, shape and data_offsets [begin, end]");
        return new Entry(name, type!.Value, shape!, offsets![0], offsets[1]);
    }

    private long[] ParseNumbers(string place, string field)
    {
        var numbers = new List<long>();
        Expect(Next() == JsonTokenType.StartArray, place, $"{field} as an array of whole numbers");
        while (Next() != JsonTokenType.EndArray)
        {
            var number = 0L;
            Expect(_json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out number) && number >= 0, place, $"{field} as an array of whole numbers, 0 or more");
            numbers.Add(number);
            Bound(numbers.Count, SafetensorsLimits.MaximumAxes, "An array has no more axes than a real one", place);
        }

        return [.. numbers];
    }

    private JsonTokenType Next()
    {
        _json.Read();
        return _json.TokenType;
    }

    private static void Expect(bool holds, string place, string expected)
    {
        if (!holds)
        {
            throw new FileFormatException(FileFault.Invalid, "The header describes each array in the format's own form", place, expected);
        }
    }

    private static void Bound(int count, int most, string rule, string place)
    {
        if (count > most)
        {
            throw new FileFormatException(FileFault.Limit, rule, place, $"at most {most}", "more");
        }
    }

    private static FileFormatException Invalid(string rule, string place) => new(FileFault.Invalid, rule, place);
}
