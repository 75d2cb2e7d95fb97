using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, sets each element to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in inference does nothing. Any shape.
/// </summary>
/// <remarks>
/// After set_random_seed, masks are those of Keras on TensorFlow: an element is kept where a uniform number, drawn with the pair of seeds (seed, number of the call), reaches the rate.
/// See keras.io/api/layers/regularization_layers/dropout; Srivastava et al., 2014. PyTorch: <c>nn.Dropout(p)</c>, whose masks come from PyTorch's one generator.
/// </remarks>
[Face("keras.layers")]
public sealed class Dropout : NoiseLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">Probability of 0, from 0 to 1.</param>
    /// <param name="noise_shape">Shape of the mask, which broadcasts; that of the input by default.</param>
    /// <param name="seed">Makes the masks repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no probability.</exception>
    public Dropout(double rate, PartialShape? noise_shape = null, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(rate > 0, seed, name, trainable, dtype)
    {
        this.rate = rate is >= 0 and <= 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"Dropout: rate is a probability from 0 to 1; received {rate}.");
        this.noise_shape = noise_shape;
    }

    /// <summary>Probability of 0.</summary>
    public double rate { get; }

    /// <summary>Shape of the mask.</summary>
    public PartialShape? noise_shape { get; }

    /// <inheritdoc/>
    private protected override Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds) => DropoutMask.Apply(inputs, DropoutMask.ShapeFor(inputs, noise_shape), rate, seeds);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["rate"] = rate;
        config["seed"] = seed;
        config["noise_shape"] = noise_shape?.ToConfig();
    }
}
