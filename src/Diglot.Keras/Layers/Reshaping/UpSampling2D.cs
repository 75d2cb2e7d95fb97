using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Makes an image larger by whole factors: (N, H, W, C) to (N, H·size₀, W·size₁, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/up_sampling2d. PyTorch: <c>nn.Upsample</c>; its bicubic kernel has slope −0.75 where Keras's has −0.5.</remarks>
[Face("keras.layers")]
public sealed class UpSampling2D : SpatialUpsampling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="size">Factors for rows and columns.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="interpolation">"nearest" (default), "bilinear", "bicubic", "lanczos3" or "lanczos5".</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A factor is less than 1, or the interpolation is unknown.</exception>
    public UpSampling2D(IntTuple? size = null, string? data_format = null, string interpolation = "nearest", string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(2, size, data_format, name, trainable, dtype)
    {
        this.data_format = DataFormat.Standard(data_format);
        this.interpolation = Choices.Require(nameof(interpolation), interpolation, "nearest", "bilinear", "bicubic", "lanczos3", "lanczos5");
    }

    /// <summary>Factors for rows and columns.</summary>
    public int[] size => Factors;

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>How values between are found.</summary>
    public string interpolation { get; }

    /// <inheritdoc/>
    private protected override Tensor Lengthened(Tensor x, int axis, int factor)
        => interpolation == "nearest" ? base.Lengthened(x, axis, factor) : Resampling.Along(x, axis, x.Shape[axis] * factor, interpolation);

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["size"] = size.ToConfig();
        config["data_format"] = data_format;
        config["interpolation"] = interpolation;
    }
}
