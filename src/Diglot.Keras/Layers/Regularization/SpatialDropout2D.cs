using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, sets whole channels of an image to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in inference does nothing. (N, H, W, C) to the same.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/spatial_dropout2d; Tompson et al., 2014. PyTorch: <c>nn.Dropout2d(p)</c>, with the channels first.</remarks>
[Face("keras.layers")]
public sealed class SpatialDropout2D : SpatialDropout
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
        : base(2, rate, data_format, seed, name, trainable, dtype)
    {
    }

    /// <summary>Where the channel axis is.</summary>
    public string data_format => Format;

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = base.get_config();
        config["data_format"] = data_format;
        return config;
    }
}
