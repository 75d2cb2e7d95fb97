using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Utils;

/// <summary>One number, or some: for all channels, or for each.</summary>
public readonly struct NumberTuple : IConfigValue<NumberTuple>
{
    private readonly JsonNode? _given;
    private readonly double[]? _values;

    private NumberTuple(JsonNode given, params double[] values) => (_given, _values) = (given, values);

    /// <summary>The numbers as given.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>One number.</summary>
    public static implicit operator NumberTuple(double value) => new(JsonValue.Create(value), value);

    /// <summary>One for each channel.</summary>
    public static implicit operator NumberTuple(double[] values) => new(new JsonArray([.. values]), values);

    /// <summary>Two channels.</summary>
    public static implicit operator NumberTuple((double, double) values) => new[] { values.Item1, values.Item2 };

    /// <summary>Three channels, red, green and blue for example.</summary>
    public static implicit operator NumberTuple((double, double, double) values) => new[] { values.Item1, values.Item2, values.Item3 };

    /// <summary>Whole numbers.</summary>
    public static implicit operator NumberTuple(int[] values) => new(values.ToConfig(), [.. values]);

    /// <summary>From a number or a list of numbers.</summary>
    public static NumberTuple FromConfig(JsonNode node) => node is JsonArray values
        ? new(node, [.. values.Select(static value => value!.GetValue<double>())])
        : new(node, node.GetValue<double>());

    /// <summary>As configurations have it.</summary>
    public JsonNode? ToConfig() => _given?.DeepClone();

    /// <summary>Combines with a tensor along its last axis.</summary>
    internal Tensor Along(Tensor x, Func<Tensor, double, Tensor> one, Func<Tensor, Tensor, Tensor> each)
        => _given is JsonArray ? each(x, Tensor.From(_values!).To(x.Type)) : one(x, _values![0]);
}
