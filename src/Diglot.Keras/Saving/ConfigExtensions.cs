using System.Text.Json.Nodes;

namespace Diglot.Keras.Saving;

/// <summary>Short ways to write configurations.</summary>
internal static class ConfigExtensions
{
    /// <summary>Adds an object as Keras serialises it, or null.</summary>
    public static void Add(this JsonObject config, string key, IKerasObject? value) => config[key] = KerasObject.Serialize(value);

    /// <summary>A list of numbers.</summary>
    public static JsonArray ToConfig(this IEnumerable<int> values) => new([.. values.Select(static value => JsonValue.Create(value))]);
}
