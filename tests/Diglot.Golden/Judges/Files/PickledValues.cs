using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Diglot.Formats.Pickle;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>Compares what lies beside the tensors in a pickle with the table <c>values</c> of a case.</summary>
internal static class PickledValues
{
    public static void Compare(GoldenCase golden, Comparison comparison, object? root)
    {
        if (golden.Json.TryGetProperty("values", out var values))
        {
            foreach (var entry in values.EnumerateObject())
            {
                // A name with dots leads through attributes.
                var value = entry.Name.Split('.').Aggregate(root, Member);
                comparison.Equal(entry.Name, Text(entry.Value), Text(value));
            }
        }
    }

    private static object? Member(object? of, string name) => of switch
    {
        PickleDict dict => dict.TryGet(name, out var value) ? value : null,
        ForeignObject foreign => foreign.Attributes is { } attributes && attributes.TryGet(name, out var value) ? value : null,
        _ => null,
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Text(member.Value)}"))}}}",
        JsonValueKind.Number => Number(value.GetDouble()),
        _ => value.ToString(),
    };

    private static string Text(object? value) => value switch
    {
        long number => Number(number),
        double number => Number(number),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        Complex number => $"[{Number(number.Real)}, {Number(number.Imaginary)}]",
        PickleRange range => $"[{range.Start}, {range.Stop}, {range.Step}]",
        IReadOnlyList<object?> items => $"[{string.Join(", ", items.Select(Text))}]",
        ForeignObject { Arguments: [{ } argument] } member => $"[{member.Type.FullName}, {Text(argument)}]",
        ForeignObject { DictItems: { } items } => Text(items),
        ForeignObject { Attributes: { } attributes } => Text(attributes),
        PickleDict dict => $"{{{string.Join(", ", dict.Select(member => $"{PickleText.Plain(member.Key)}: {Text(member.Value)}"))}}}",
        _ => PickleText.Plain(value),
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
