using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Activations;

/// <summary>A function applied to every element (or along an axis), given by name or as a function. See keras.io/api/layers/activations.</summary>
public sealed class ActivationFunction : IConfigValue<ActivationFunction>
{
    private readonly Func<Tensor, Tensor> _function;

    /// <summary>Names a function.</summary>
    public ActivationFunction(string name, Func<Tensor, Tensor> function)
    {
        this.name = name;
        _function = function;
    }

    /// <summary>Keras's name of it: <c>relu</c>.</summary>
    public string name { get; }

    /// <summary>y = x.</summary>
    public static ActivationFunction Linear { get; } = "linear";

    /// <summary>By name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator ActivationFunction(string name)
        => ActivationCatalogue.Functions.TryGetValue(name, out var function) ? new(name, function)
            : throw new ArgumentException($"Unknown activation '{name}'.{Choices.Suggest(name, ActivationCatalogue.Functions.Keys)}", nameof(name));

    /// <summary>A function of one's own; it is saved by its method's name and cannot be loaded by that.</summary>
    public static implicit operator ActivationFunction(Func<Tensor, Tensor> function) => new(function.Method.Name, function);

    /// <summary>From a name, or from <c>{"class_name": "function", "config": name}</c>.</summary>
    public static ActivationFunction FromConfig(JsonNode node) => node is JsonObject function
        ? (string?)function["config"] ?? throw new ConfigException($"Not an activation: {node.ToJsonString()}.")
        : node.GetValue<string>();

    /// <summary>Applies it.</summary>
    public Tensor Call(Tensor x) => _function(x);

    /// <summary>As configurations have it: the name.</summary>
    public JsonNode ToConfig() => JsonValue.Create(name);
}
