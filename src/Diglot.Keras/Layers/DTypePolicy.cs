using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <summary>
/// In which element type a layer computes and keeps its variables: <c>"float32"</c> (default), <c>"float64"</c>, or
/// <c>"mixed_bfloat16"</c>/<c>"mixed_float16"</c>, which compute narrow and keep float32. See keras.io/api/mixed_precision/policy.
/// </summary>
public sealed class DTypePolicy : IKerasObject, IConfigValue<DTypePolicy>
{
    /// <summary>The policy of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public DTypePolicy(string name)
    {
        this.name = name;
        var mixed = name.StartsWith("mixed_", StringComparison.Ordinal);
        ComputeType = DTypeNames.Parse(mixed ? name["mixed_".Length..] : name);
        VariableType = mixed ? DType.Float32 : ComputeType;
    }

    /// <summary>"float32" and so on.</summary>
    public string name { get; }

    /// <summary>Type of inputs and results.</summary>
    public DType ComputeType { get; }

    /// <summary>Type of variables.</summary>
    public DType VariableType { get; }

    /// <inheritdoc/>
    string IKerasObject.Module => "keras";

    internal static DTypePolicy Default { get; set; } = new("float32");

    /// <summary>By name.</summary>
    public static implicit operator DTypePolicy(string name) => new(name);

    /// <summary>From a name or a serialised policy.</summary>
    public static DTypePolicy FromConfig(JsonNode node)
        => new(node is JsonObject policy ? (string)policy["config"]!["name"]! : node.GetValue<string>());

    /// <inheritdoc/>
    public JsonObject get_config() => new() { ["name"] = name };
}
