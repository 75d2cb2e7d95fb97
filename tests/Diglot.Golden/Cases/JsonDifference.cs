using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Golden.Cases;

/// <summary>Where two JSON texts part, in words. Order of keys counts, as it does for Python; numbers count by their value.</summary>
public static class JsonDifference
{
    /// <summary>The first place where they differ; null where they are the same.</summary>
    public static string? First(JsonNode? expected, JsonNode? actual, string place = "$") => (expected, actual) switch
    {
        (JsonObject a, JsonObject b) => string.Join(',', a.Select(static entry => entry.Key)) is var keys && string.Join(',', b.Select(static entry => entry.Key)) is var others && keys != others
            ? $"{place}: keys {others}, expected {keys}"
            : a.Select(entry => First(entry.Value, b[entry.Key], $"{place}.{entry.Key}")).FirstOrDefault(static found => found is not null),
        (JsonArray a, JsonArray b) => a.Count != b.Count
            ? $"{place}: {b.Count} items, expected {a.Count}"
            : a.Zip(b).Select((pair, i) => First(pair.First, pair.Second, $"{place}[{i}]")).FirstOrDefault(static found => found is not null),
        _ when PythonJson.Write(expected) is var e && PythonJson.Write(actual) is var a => e == a || Number(expected) is { } x && Number(actual) is { } y && x.Equals(y) ? null : $"{place}: {a}, expected {e}",
        _ => null,
    };

    private static double? Number(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number && double.TryParse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
