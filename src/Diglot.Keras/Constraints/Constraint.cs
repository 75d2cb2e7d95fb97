using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Constraints;

/// <summary>A constraint, given by name (<c>"l2"</c>-like strings) or as an object.</summary>
public abstract class Constraint : IKerasObject, IConfigValue<Constraint>
{
    /// <inheritdoc/>
    public string Module => "keras.constraints";

    /// <summary>By name.</summary>
    public static implicit operator Constraint(string name) => FromConfig(JsonValue.Create(name));

    /// <summary>From a name or a serialised constraint.</summary>
    public static Constraint FromConfig(JsonNode node) => KerasObject.Deserialize<Constraint>(node, "constraint", ConstraintCatalogue.Classes);

    /// <summary>The nearest allowed values.</summary>
    public abstract Tensor Call(Tensor x);

    /// <inheritdoc/>
    public abstract JsonObject get_config();
}
