using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Regularizers;

/// <summary>A regularizer, given by name (<c>"l2"</c>-like strings) or as an object.</summary>
public abstract class Regularizer : IKerasObject, IConfigValue<Regularizer>
{
    /// <inheritdoc/>
    public string Module => "keras.regularizers";

    /// <summary>By name.</summary>
    public static implicit operator Regularizer(string name) => FromConfig(JsonValue.Create(name));

    /// <summary>From a name or a serialised regularizer.</summary>
    public static Regularizer FromConfig(JsonNode node) => KerasObject.Deserialize<Regularizer>(node, "regularizer", RegularizerCatalogue.Classes);

    /// <summary>The penalty of some values, as a single number.</summary>
    public abstract Tensor Call(Tensor x);

    /// <inheritdoc/>
    public abstract JsonObject get_config();
}
