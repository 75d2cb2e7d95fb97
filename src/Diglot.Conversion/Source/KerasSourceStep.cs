using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.ToKeras;

namespace Diglot.Conversion.Source;

/// <summary>A call of a Keras layer in a program.</summary>
/// <param name="Step">The call in the plan.</param>
/// <param name="IsShared">Whether the layer is called several times, so that it needs a variable of its own.</param>
internal sealed record KerasSourceStep(KerasStep Step, bool IsShared) : ISourceStep
{
    // What is commonly given without its name, by the beginning of the class's name.
    private static readonly (string Class, string[] Arguments)[] Positional =
    [
        ("DepthwiseConv", ["kernel_size"]),
        ("Conv", ["filters", "kernel_size"]),
        ("SeparableConv", ["filters", "kernel_size"]),
        ("Dense", ["units"]),
        ("Activation", ["activation"]),
        ("Dropout", ["rate"]),
        ("SpatialDropout", ["rate"]),
        ("Reshape", ["target_shape"]),
        ("Permute", ["dims"]),
        ("ZeroPadding", ["padding"]),
        ("Cropping", ["cropping"]),
        ("Rescaling", ["scale"]),
        ("MaxPooling", ["pool_size"]),
        ("AveragePooling", ["pool_size"]),
    ];

    // Arguments that mean nothing else than leaving them out, in every layer that has them.
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["use_bias"] = "true", ["groups"] = "1", ["depth_multiplier"] = "1", ["axis"] = "-1", ["keepdims"] = "false", ["momentum"] = "0.99", ["epsilon"] = "0.001",
        ["center"] = "true", ["scale"] = "true", ["offset"] = "0", ["activation"] = "\"linear\"", ["trainable"] = "true",
    };

    /// <inheritdoc/>
    public string Name => Step.Name;

    /// <inheritdoc/>
    public IReadOnlyList<Value> Inputs => Step.Inputs;

    /// <inheritdoc/>
    public Value Output => Step.Output;

    /// <summary>The arguments that say something, the layer's name last.</summary>
    public IEnumerable<(string? Name, JsonNode Value)> Arguments
    {
        get
        {
            var positional = Positional.FirstOrDefault(row => Step.ClassName.StartsWith(row.Class, StringComparison.Ordinal)).Arguments ?? [];
            var given = Step.Config.Where(static argument => argument is { Key: not "name", Value: not null and not JsonArray { Count: 0 } }).ToDictionary(static argument => argument.Key, static argument => argument.Value!);
            foreach (var name in positional.Where(given.ContainsKey))
            {
                yield return (null, Compact(given[name]));
            }

            foreach (var (name, value) in given.Where(argument => !positional.Contains(argument.Key) && !IsDefault(argument.Key, argument.Value, given)))
            {
                yield return (name, Compact(value));
            }

            yield return ("name", JsonValue.Create(Step.Name)!);
        }
    }

    private static bool IsDefault(string name, JsonNode value, Dictionary<string, JsonNode> given) => name switch
    {
        "strides" => JsonNode.DeepEquals(value, given.GetValueOrDefault("pool_size")) || (!given.ContainsKey("pool_size") && value is JsonArray steps && steps.All(static step => (int)step! == 1)),
        "padding" => value is JsonValue text && text.TryGetValue<string>(out var padding) && padding == "valid",
        "dilation_rate" => value is JsonArray rates && rates.All(static rate => (int)rate! == 1),
        _ => Defaults.TryGetValue(name, out var usual) && (value.ToJsonString() == usual || value.ToJsonString() == usual + ".0"),
    };

    // (5, 5) is 5 to Keras; what names an axis each, or a shape, stays as it is.
    private JsonNode Compact(JsonNode value)
        => Step.ClassName is not ("Reshape" or "Permute") && value is JsonArray { Count: > 1 } list && list.All(item => JsonNode.DeepEquals(item, list[0])) && (list[0] is JsonValue || Step.ClassName.StartsWith("ZeroPadding", StringComparison.Ordinal) || Step.ClassName.StartsWith("Cropping", StringComparison.Ordinal))
            ? list[0] is JsonArray { Count: 2 } pair && JsonNode.DeepEquals(pair[0], pair[1]) ? pair[0]! : list[0] is JsonArray ? value : list.Count == 2 && Step.ClassName is "ZeroPadding1D" or "Cropping1D" ? list[0]! : list[0]!
            : value;
}
