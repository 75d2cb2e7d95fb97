using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, sets each element to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in inference does nothing. Any shape.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/dropout; Srivastava et al., 2014. PyTorch: <c>nn.Dropout(p)</c>.</remarks>
[Face("keras.layers")]
public sealed class Dropout : Layer
{
    private readonly Random _random;

    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">Probability of 0, from 0 to 1.</param>
    /// <param name="noise_shape">Shape of the mask, which broadcasts; that of the input by default.</param>
    /// <param name="seed">Makes the masks repeatable.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no probability.</exception>
    public Dropout(double rate, PartialShape? noise_shape = null, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.rate = rate is >= 0 and <= 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"Dropout: rate is a probability from 0 to 1; received {rate}.");
        (this.noise_shape, this.seed) = (noise_shape, seed);
        _random = seed is { } given ? new Random(unchecked((int)given)) : Random.Shared;
    }

    /// <summary>Probability of 0.</summary>
    public double rate { get; }

    /// <summary>Shape of the mask.</summary>
    public PartialShape? noise_shape { get; }

    /// <summary>Makes the masks repeatable.</summary>
    public long? seed { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        if (!training || rate == 0)
        {
            return inputs;
        }

        if (rate == 1)
        {
            return inputs * 0;
        }

        var shape = noise_shape is { } given ? new Shape([.. given.Select((length, axis) => length ?? inputs.Shape[axis])]) : inputs.Shape;
        var mask = new double[shape.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = _random.NextDouble() >= rate ? 1 / (1 - rate) : 0;
        }

        return inputs * Tensor.From(mask, shape).To(inputs.Type);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["rate"] = rate;
        config["seed"] = seed;
        config["noise_shape"] = noise_shape?.ToConfig();
    }
}
