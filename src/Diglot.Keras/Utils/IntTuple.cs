using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Utils;

/// <summary>One number for every axis, or one for each: <c>kernel_size: 5</c>, <c>kernel_size: (5, 3)</c>.</summary>
public readonly struct IntTuple : IConfigValue<IntTuple>
{
    private readonly int[]? _values;

    private IntTuple(params int[] values) => _values = values;

    /// <summary>The numbers as given.</summary>
    public ReadOnlySpan<int> Values => _values;

    /// <summary>One number for every axis.</summary>
    public static implicit operator IntTuple(int value) => new(value);

    /// <summary>Two axes.</summary>
    public static implicit operator IntTuple((int, int) values) => new(values.Item1, values.Item2);

    /// <summary>Three axes.</summary>
    public static implicit operator IntTuple((int, int, int) values) => new(values.Item1, values.Item2, values.Item3);

    /// <summary>Any number of axes.</summary>
    public static implicit operator IntTuple(int[] values) => new([.. values]);

    /// <summary>From a number or a list of numbers.</summary>
    public static IntTuple FromConfig(JsonNode node) => node is JsonArray values
        ? new([.. values.Select(static value => value!.GetValue<int>())])
        : new(node.GetValue<int>());

    /// <summary>As configurations have it: a number, or a list.</summary>
    public JsonNode ToConfig() => _values is [var single] ? JsonValue.Create(single) : ConfigExtensions.ToConfig(_values ?? []);

    /// <summary>One number for each of <paramref name="rank"/> axes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer, or one is too small.</exception>
    internal int[] Expand(int rank, string argument, int least = 1)
    {
        var values = Values.ToArray();
        var result = values.Length == 1 ? Enumerable.Repeat(values[0], rank).ToArray() : values;
        return result.Length == rank && result.All(value => value >= least) ? result : throw new ArgumentException(
            $"{argument} must be one whole number or {rank} of them, each at least {least}; received {this}.", argument);
    }

    /// <summary>As Python writes the number or tuple.</summary>
    public override string ToString() => _values is [var single] ? $"{single}" : $"({string.Join(", ", _values ?? [])})";
}
