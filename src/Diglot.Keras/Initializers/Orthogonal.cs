using System.Text.Json.Nodes;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Initializers;

/// <summary>A random matrix with orthonormal rows or columns, times a factor; axes before the last count as one. See keras.io/api/layers/initializers.</summary>
/// <param name="gain">The factor.</param>
/// <param name="seed">Seed; null draws one.</param>
[Face("keras.initializers")]
public sealed class Orthogonal(double gain = 1, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["seed"] = SeedConfig, ["gain"] = gain };

    /// <inheritdoc/>
    private protected override void Draw(float[] values, Shape shape, (long First, long Second) seed)
    {
        if (shape.Rank < 2)
        {
            throw new ArgumentException($"The tensor to initialize must be at least two-dimensional. Received: shape={shape} of rank {shape.Rank}.");
        }

        var columns = shape[-1];
        var rows = values.Length / Math.Max(1, columns);
        var (tall, narrow) = (Math.Max(rows, columns), Math.Min(rows, columns));
        TensorFlowRandom.Normal(values, seed);
        OrthogonalMatrix.Orthonormalise(values, tall, narrow);
        var source = rows < columns ? NDArray.From(values, new[] { tall, narrow }).Transpose().ToArray<float>() : values;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)gain * source[i];
        }
    }
}
