using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// Dropout for networks of <c>selu</c>: in training, elements become SELU's lowest value −αλ with probability <c>rate</c>, then all are scaled and shifted so that mean 0 and
/// variance 1 stay; in inference does nothing. Any shape, result of the same shape.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/alpha_dropout; Klambauer et al., 2017. PyTorch: <c>nn.AlphaDropout(p)</c>.</remarks>
[Face("keras.layers")]
public sealed class AlphaDropout : NoiseLayer
{
    /// <summary>−αλ of SELU.</summary>
    private const double Lowest = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">Probability of the lowest value; from 0, below 1.</param>
    /// <param name="noise_shape">Shape of the mask, which broadcasts; that of the input by default.</param>
    /// <param name="seed">Makes the masks repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or 1 and more, where nothing is left to scale.</exception>
    public AlphaDropout(double rate, PartialShape? noise_shape = null, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(rate > 0, seed, name, trainable, dtype)
    {
        this.rate = rate is >= 0 and < 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"AlphaDropout: rate is at least 0 and below 1; received {rate}.");
        this.noise_shape = noise_shape;
    }

    /// <summary>Probability of the lowest value.</summary>
    public double rate { get; }

    /// <summary>Shape of the mask.</summary>
    public PartialShape? noise_shape { get; }

    /// <inheritdoc/>
    private protected override Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds)
    {
        var kept = DropoutMask.Kept(DropoutMask.ShapeFor(inputs, noise_shape), rate, seeds).To(inputs.Type);
        var scale = 1 / Math.Sqrt((1 - rate) * (1 + (rate * Lowest * Lowest)));
        return (((inputs * kept) + ((1 - kept) * Lowest)) * scale) - (scale * Lowest * rate);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["rate"] = rate;
        config["seed"] = seed;
        config["noise_shape"] = noise_shape?.ToConfig();
    }
}
