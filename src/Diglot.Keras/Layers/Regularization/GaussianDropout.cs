using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, multiplies by normal random numbers of mean 1 and standard deviation √(rate / (1 − rate)); in inference does nothing. Any shape, result of the same shape.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/gaussian_dropout; Srivastava et al., 2014. PyTorch has no such module.</remarks>
[Face("keras.layers")]
public sealed class GaussianDropout : NoiseLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">The rate of the Dropout that has the same variance; from 0, below 1.</param>
    /// <param name="seed">Makes the noise repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or 1 and more, where the deviation is infinite.</exception>
    public GaussianDropout(double rate, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(rate > 0, seed, name, trainable, dtype)
        => this.rate = rate is >= 0 and < 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"GaussianDropout: rate is at least 0 and below 1; received {rate}.");

    /// <summary>The rate of the Dropout that has the same variance.</summary>
    public double rate { get; }

    /// <inheritdoc/>
    private protected override Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds) => inputs * Normal(inputs, seeds, 1, Math.Sqrt(rate / (1 - rate)));

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["rate"], config["seed"]) = (rate, seed);
}
