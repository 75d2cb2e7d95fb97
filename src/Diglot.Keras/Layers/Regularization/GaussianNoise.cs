using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>In training, adds normal random numbers of mean 0; in inference does nothing. Any shape, result of the same shape.</summary>
/// <remarks>See keras.io/api/layers/regularization_layers/gaussian_noise. PyTorch writes it as <c>x + stddev * torch.randn_like(x)</c>.</remarks>
[Face("keras.layers")]
public sealed class GaussianNoise : NoiseLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="stddev">Standard deviation of the noise, from 0 to 1.</param>
    /// <param name="seed">Makes the noise repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is not from 0 to 1.</exception>
    public GaussianNoise(double stddev, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(stddev > 0, seed, name, trainable, dtype)
        => this.stddev = stddev is >= 0 and <= 1 ? stddev : throw new ArgumentOutOfRangeException(nameof(stddev), $"GaussianNoise: stddev is a number from 0 to 1; received {stddev}.");

    /// <summary>Standard deviation of the noise.</summary>
    public double stddev { get; }

    /// <inheritdoc/>
    private protected override Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds) => inputs + Normal(inputs, seeds, 0, stddev);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["stddev"], config["seed"]) = (stddev, seed);
}
