using System.Text.Json.Nodes;

namespace Diglot.Keras.Saving;

/// <summary>A constructor argument that knows how it stands in a Keras configuration.</summary>
public interface IConfigValue<TSelf>
    where TSelf : IConfigValue<TSelf>
{
    /// <summary>Reads the value.</summary>
    /// <exception cref="ConfigException">The value is not one of this kind.</exception>
    static abstract TSelf FromConfig(JsonNode node);
}
