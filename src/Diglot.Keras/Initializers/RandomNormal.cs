using System.Text.Json.Nodes;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Initializers;

/// <summary>Normal. See keras.io/api/layers/initializers.</summary>
/// <param name="mean">Mean.</param>
/// <param name="stddev">Standard deviation.</param>
/// <param name="seed">Seed; null draws one.</param>
[Face("keras.initializers")]
public sealed class RandomNormal(double mean = 0, double stddev = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["seed"] = SeedConfig, ["mean"] = mean, ["stddev"] = stddev };

    /// <inheritdoc/>
    private protected override void Draw(float[] values, Shape shape, (long First, long Second) seed)
        => TensorFlowRandom.Normal(values, seed, (float)mean, (float)stddev);
}
