using System.Text.Json;

namespace Diglot.Formats.ExportedProgram;

/// <summary>A part of a program's text and where it is, for messages.</summary>
internal readonly record struct ExportedJson(JsonElement Element, string Place)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ExportedProgramLimits.MaximumDepth, AllowDuplicateProperties = false };

    /// <summary>The kind of value.</summary>
    public JsonValueKind Kind => Element.ValueKind;

    /// <summary>Number of elements of a list.</summary>
    public int Count => Require(JsonValueKind.Array).GetArrayLength();

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, ExportedJson Value)> Members
    {
        get
        {
            var place = Place;
            return Require(JsonValueKind.Object).EnumerateObject().Select(member => (member.Name, new ExportedJson(member.Value, Inside(place, $".{member.Name}"))));
        }
    }

    /// <summary>The elements of a list.</summary>
    public IEnumerable<ExportedJson> Items
    {
        get
        {
            var place = Place;
            return Require(JsonValueKind.Array).EnumerateArray().Select((item, i) => new ExportedJson(item, Inside(place, $"[{i}]")));
        }
    }

    /// <summary>A member that there must be.</summary>
    public ExportedJson this[string name] => TryGet(name) ?? throw Bad($"a member '{name}'", "none of that name");

    /// <summary>Reads a text; sizes are checked first.</summary>
    public static ExportedJson Parse(byte[] text, string place)
    {
        try
        {
            if (!JsonText.Check(text, ExportedProgramLimits.MaximumDepth, ExportedProgramLimits.MaximumTokens))
            {
                throw new FileFormatException(FileFault.Limit, "A program has no more values than a real one", place, $"at most {ExportedProgramLimits.MaximumTokens}", "more");
            }

            return new(JsonDocument.Parse(text, Strict).RootElement, place);
        }
        catch (JsonException cause)
        {
            throw new FileFormatException(
                FileFault.BadConfig, "The program is one JSON object", place, "valid JSON", $"an error in line {(cause.LineNumber ?? 0) + 1}, byte {cause.BytePositionInLine}: {cause.Message.TrimEnd('.')}", "The file is damaged or was edited: export the network again.", cause: cause);
        }
    }

    /// <summary>A member, or null.</summary>
    public ExportedJson? TryGet(string name) => Require(JsonValueKind.Object).TryGetProperty(name, out var value) ? new(value, Inside(Place, $".{name}")) : null;

    /// <summary>The text.</summary>
    public string Text() => Require(JsonValueKind.String).GetString()!;

    /// <summary>The truth value.</summary>
    public bool Flag() => Kind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Bad("true or false", $"{Kind}");

    /// <summary>The whole number.</summary>
    public long Number() => Kind == JsonValueKind.Number && Element.TryGetInt64(out var number) ? number : throw Bad("a whole number", Kind == JsonValueKind.Number ? Element.GetRawText() : $"{Kind}");

    /// <summary>Something here is not what it has to be.</summary>
    public FileFormatException Bad(string expected, string received)
        => new(FileFault.Invalid, "The program's text has the parts that torch.export writes", Place, expected, received, "The file is damaged, or of a version of PyTorch that is not known here: export the network again.");

    private JsonElement Require(JsonValueKind kind) => Kind == kind ? Element : throw Bad(kind == JsonValueKind.Object ? "an object" : kind == JsonValueKind.Array ? "a list" : "a text", $"{Kind}");

    // Places are made for every value, so that they stay short whatever names the text has.
    private static string Inside(string place, string part) => place.Length > 120 ? place : place + (part.Length > 60 ? part[..60] + "…" : part);
}
