using System.Globalization;
using System.Text.Json;

namespace Diglot.Formats.ExportedProgram;

/// <summary>Arguments of operations: <c>{"as_ints": [1, 1]}</c>, <c>{"as_tensor": {"name": "x"}}</c>.</summary>
internal static class ExportedArguments
{
    /// <summary>An argument's value in the words of <see cref="ExportedNode.Arguments"/>.</summary>
    public static object? Value(ExportedJson json, string kind = "") => json.Kind switch
    {
        _ when kind == "as_none" => null,
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => json.Flag(),
        JsonValueKind.Number when kind.Contains("float", StringComparison.Ordinal) => json.Element.GetDouble(),
        JsonValueKind.Number => json.Number(),
        JsonValueKind.String => kind.EndsWith("name", StringComparison.Ordinal) ? new ExportedName(json.Text())
            : kind.Contains("float", StringComparison.Ordinal) ? Special(json)
            : json.Text(),
        JsonValueKind.Array => json.Items.Select(item => Value(item, kind)).ToArray(),
        _ => Object(json),
    };

    /// <summary>The names in a result or input: one, or those of a list.</summary>
    public static IEnumerable<string?> Names(ExportedJson json) => Value(json) switch
    {
        object?[] several => several.Select(static item => (item as ExportedName)?.Name),
        var one => [(one as ExportedName)?.Name],
    };

    // A union has one member that says its kind; devices and the like have several, which nothing here asks for.
    private static object? Object(ExportedJson json)
    {
        if (json.TryGet("name") is { Kind: JsonValueKind.String } name)
        {
            return new ExportedName(name.Text());
        }

        return json.Members.ToArray() is [var (kind, value)] && kind.StartsWith("as_", StringComparison.Ordinal) ? Value(value, kind)
            : json.TryGet("type") is { Kind: JsonValueKind.String } type ? type.Text()
            : null;
    }

    // JSON has no infinity: PyTorch writes its name.
    private static object Special(ExportedJson json) => json.Text() switch
    {
        "Infinity" or "inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        "NaN" or "nan" => double.NaN,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw json.Bad("a number", $"'{text}'"),
    };
}
