using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>Uniform in ±√(6 / (fan-in + fan-out)). See keras.io/api/layers/initializers.</summary>
public sealed class GlorotUniform(long? seed = null, int[]? input_axes = null, int[]? output_axes = null) : Initializer
{
    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type)
    {
        var field = shape.Rank <= 2 ? 1 : shape.Take(shape.Rank - 2).Aggregate(1L, static (product, length) => product * length);
        var (fanIn, fanOut) = shape.Rank switch { 0 => (1L, 1L), 1 => (shape[0], shape[0]), _ => (shape[-2] * field, shape[-1] * field) };
        var limit = Math.Sqrt(6.0 / (fanIn + fanOut));
        var random = seed is { } given ? new Random((int)given) : Random.Shared;
        var values = new double[shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((random.NextDouble() * 2) - 1) * limit;
        }

        return NDArray.From(values, shape).To(type);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new()
    {
        ["seed"] = seed,
        ["input_axes"] = input_axes is null ? null : new JsonArray([.. input_axes]),
        ["output_axes"] = output_axes is null ? null : new JsonArray([.. output_axes]),
    };
}
