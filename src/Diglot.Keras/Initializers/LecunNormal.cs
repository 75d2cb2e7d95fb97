namespace Diglot.Keras.Initializers;

/// <summary>Normal of variance 1 / fan-in, cut at two standard deviations. See keras.io/api/layers/initializers.</summary>
/// <param name="seed">Seed; null draws one.</param>
/// <param name="input_axes">Axes that count as inputs; null for the usual rule.</param>
/// <param name="output_axes">Axes that count as outputs; null for the usual rule.</param>
[Face("keras.initializers")]
public sealed class LecunNormal(long? seed = null, int[]? input_axes = null, int[]? output_axes = null) : ScaledInitializer(seed, 1, "fan_in", "truncated_normal", input_axes, output_axes)
{
}
