namespace Diglot.Keras.Initializers;

/// <summary>Uniform in ±√(6 / (fan-in + fan-out)). See keras.io/api/layers/initializers.</summary>
/// <param name="seed">Seed; null draws one.</param>
/// <param name="input_axes">Axes that count as inputs; null for the usual rule.</param>
/// <param name="output_axes">Axes that count as outputs; null for the usual rule.</param>
[Face("keras.initializers")]
public sealed class GlorotUniform(long? seed = null, int[]? input_axes = null, int[]? output_axes = null) : ScaledInitializer(seed, 1, "fan_avg", "uniform", input_axes, output_axes)
{
}
