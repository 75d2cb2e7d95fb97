using System.Text.Json.Nodes;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Initializers;

/// <summary>Uniform in minval … maxval. See keras.io/api/layers/initializers.</summary>
/// <param name="minval">Least value.</param>
/// <param name="maxval">Largest value.</param>
/// <param name="seed">Seed; null draws one.</param>
[Face("keras.initializers")]
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null) : RandomInitializer(seed)
{
    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["seed"] = SeedConfig, ["minval"] = minval, ["maxval"] = maxval };

    /// <inheritdoc/>
    private protected override void Draw(float[] values, Shape shape, (long First, long Second) seed)
        => TensorFlowRandom.Uniform(values, seed, (float)minval, (float)maxval);
}
