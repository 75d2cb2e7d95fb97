using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Initializers;

/// <summary>Gives weights their first values; given by name (<c>"glorot_uniform"</c>) or as an object.</summary>
public abstract class Initializer : IKerasObject, IConfigValue<Initializer>
{
    /// <inheritdoc/>
    public string Module => "keras.initializers";

    /// <summary>By name.</summary>
    public static implicit operator Initializer(string name) => FromConfig(JsonValue.Create(name));

    /// <summary>From a name or a serialised initializer.</summary>
    public static Initializer FromConfig(JsonNode node) => KerasObject.Deserialize<Initializer>(node, "initializer", InitializerCatalogue.Classes);

    /// <summary>First values of a weight.</summary>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="type">Element type.</param>
    public abstract NDArray Call(Shape shape, DType type);

    /// <summary>First values of a weight whose layer says which axes are inputs and outputs; only some initializers care.</summary>
    internal virtual NDArray Call(Shape shape, DType type, Fans fans) => Call(shape, type);

    /// <inheritdoc/>
    public abstract JsonObject get_config();
}
