namespace Diglot.Keras.Initializers;

/// <summary>Uniform in ±√(3 / fan-in). See keras.io/api/layers/initializers.</summary>
/// <param name="seed">Seed; null draws one.</param>
/// <param name="input_axes">Axes that count as inputs; null for the usual rule.</param>
/// <param name="output_axes">Axes that count as outputs; null for the usual rule.</param>
[Face("keras.initializers")]
public sealed class LecunUniform(long? seed = null, int[]? input_axes = null, int[]? output_axes = null) : ScaledInitializer(seed, 1, "fan_in", "uniform", input_axes, output_axes)
{
}
