using System.Text.Json.Nodes;
using Diglot.Keras.Utils;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Initializers;

/// <summary>
/// Random values whose variance is scale / n, where n is the number of inputs of a unit (fan-in), of outputs (fan-out), or their mean.
/// See keras.io/api/layers/initializers/#variancescaling-class.
/// </summary>
[Face("keras.initializers")]
public sealed class VarianceScaling : RandomInitializer
{
    /// <summary>Standard deviation of a normal distribution cut at two standard deviations.</summary>
    private const double CutDeviation = 0.87962566103423978;

    /// <summary>Makes the initializer.</summary>
    /// <param name="scale">Factor of the variance.</param>
    /// <param name="mode">"fan_in", "fan_out" or "fan_avg".</param>
    /// <param name="distribution">"truncated_normal" (also called "normal"), "untruncated_normal" or "uniform".</param>
    /// <param name="seed">Seed; null draws one.</param>
    /// <param name="input_axes">Axes that count as inputs; null for the usual rule.</param>
    /// <param name="output_axes">Axes that count as outputs; null for the usual rule.</param>
    /// <exception cref="ArgumentException">An argument is not one of these.</exception>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "truncated_normal", long? seed = null, int[]? input_axes = null, int[]? output_axes = null)
        : base(seed)
    {
        if (scale <= 0)
        {
            throw new ArgumentException($"Argument `scale` must be positive float. Received: scale={scale}.", nameof(scale));
        }

        (Scale, Fans) = (scale, new(input_axes, output_axes));
        Mode = Choices.Require(nameof(mode), mode, "fan_in", "fan_out", "fan_avg");
        Distribution = Choices.Require(nameof(distribution), distribution == "normal" ? "truncated_normal" : distribution, "truncated_normal", "untruncated_normal", "uniform");
    }

    private double Scale { get; }

    private Fans Fans { get; }

    private string Mode { get; }

    private string Distribution { get; }

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = new JsonObject { ["seed"] = SeedConfig, ["scale"] = Scale, ["mode"] = Mode, ["distribution"] = Distribution };
        Fans.AddTo(config);
        return config;
    }

    /// <inheritdoc/>
    internal override NDArray Call(Shape shape, DType type, Fans fans)
        => Filled(shape, type, (values, seed) => Draw(values, (Fans is { InputAxes: null, OutputAxes: null } ? fans : Fans).Of(shape), seed));

    /// <inheritdoc/>
    private protected override void Draw(float[] values, Shape shape, (long First, long Second) seed) => Draw(values, Fans.Of(shape), seed);

    private void Draw(float[] values, (long In, long Out) fans, (long First, long Second) seed)
    {
        var (inputs, outputs) = fans;
        var count = Mode switch { "fan_in" => Math.Max(1.0, inputs), "fan_out" => Math.Max(1.0, outputs), _ => Math.Max(1.0, (inputs + outputs) / 2.0) };
        var variance = Scale / count;
        switch (Distribution)
        {
            case "uniform":
                var limit = Math.Sqrt(3 * variance);
                TensorFlowRandom.Uniform(values, seed, (float)-limit, (float)limit);
                break;
            case "truncated_normal":
                TensorFlowRandom.TruncatedNormal(values, seed, 0, (float)(Math.Sqrt(variance) / CutDeviation));
                break;
            default:
                TensorFlowRandom.Normal(values, seed, 0, (float)Math.Sqrt(variance));
                break;
        }
    }
}
