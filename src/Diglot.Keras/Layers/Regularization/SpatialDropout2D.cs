using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, sets whole channels of an image to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in inference does nothing. (N, H, W, C) to the same.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/spatial_dropout2d; Tompson et al., 2014. PyTorch: <c>nn.Dropout2d(p)</c>, with (N, C, H, W).</remarks>
[Face("keras.layers")]
public sealed class SpatialDropout2D : Layer, IRandomLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">Probability of 0, from 0 to 1.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="seed">Makes the masks repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no probability.</exception>
    public SpatialDropout2D(double rate, string? data_format = null, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        this.rate = rate is >= 0 and <= 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"SpatialDropout2D: rate is a probability from 0 to 1; received {rate}.");
        (this.data_format, this.seed) = (DataFormat.Standard(data_format), seed);
        Seeds = rate > 0 ? new(seed) : null;
    }

    /// <summary>Probability of 0.</summary>
    public double rate { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Makes the masks repeatable.</summary>
    public long? seed { get; }

    /// <summary>Where masks come from; null where nothing is dropped.</summary>
    public KerasSeedGenerator? Seeds { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank((PartialShape)inputs.Shape, 4);
        if (!training || Seeds is null)
        {
            return inputs;
        }

        var shape = data_format == "channels_first" ? new Shape(inputs.Shape[0], inputs.Shape[1], 1, 1) : new Shape(inputs.Shape[0], 1, 1, inputs.Shape[3]);
        return DropoutMask.Apply(inputs, shape, rate, Seeds);
    }

    /// <summary>The arguments; Keras leaves <c>trainable</c> out here.</summary>
    public override JsonObject get_config() => new()
    {
        ["rate"] = rate,
        ["seed"] = seed,
        ["name"] = name,
        ["dtype"] = dtype_policy.name,
        ["data_format"] = data_format,
    };
}
