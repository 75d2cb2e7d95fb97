using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>Images in another size: (N, H, W, C) to (N, height, width, C).</summary>
/// <remarks>See keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing. PyTorch: <c>F.interpolate</c>, whose bicubic kernel has slope −0.75 where Keras's has −0.5.</remarks>
[Face("keras.layers")]
public sealed class Resizing : ImageLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="interpolation">"bilinear" (default), "nearest", "bicubic", "lanczos3" or "lanczos5".</param>
    /// <param name="crop_to_aspect_ratio">Whether edges are cut first, so that nothing is distorted.</param>
    /// <param name="pad_to_aspect_ratio">Whether edges are added first, so that nothing is distorted.</param>
    /// <param name="fill_mode">What is added: <c>"constant"</c>.</param>
    /// <param name="fill_value">The constant.</param>
    /// <param name="antialias">Whether every pixel counts where images become smaller.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public Resizing(int height, int width, string interpolation = "bilinear", bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string fill_mode = "constant", double fill_value = 0.0, bool antialias = false, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(height, width, data_format, name, trainable, dtype)
    {
        this.interpolation = Choices.Require(nameof(interpolation), interpolation, "bilinear", "nearest", "bicubic", "lanczos3", "lanczos5");
        this.fill_mode = Choices.Require(nameof(fill_mode), fill_mode, "constant");
        (this.crop_to_aspect_ratio, this.pad_to_aspect_ratio, this.fill_value, this.antialias) = (crop_to_aspect_ratio, pad_to_aspect_ratio, fill_value, antialias);
        if (crop_to_aspect_ratio && pad_to_aspect_ratio)
        {
            throw new ArgumentException("Resizing: only one of crop_to_aspect_ratio and pad_to_aspect_ratio can be true.");
        }
    }

    /// <summary>How values between are found.</summary>
    public string interpolation { get; }

    /// <summary>Whether edges are cut first.</summary>
    public bool crop_to_aspect_ratio { get; }

    /// <summary>Whether edges are added first.</summary>
    public bool pad_to_aspect_ratio { get; }

    /// <summary>What is added.</summary>
    public string fill_mode { get; }

    /// <summary>The constant.</summary>
    public double fill_value { get; }

    /// <summary>Whether every pixel counts where images become smaller.</summary>
    public bool antialias { get; }

    /// <inheritdoc/>
    private protected override Tensor Sized(Tensor x)
    {
        var size = (height, width);
        x = crop_to_aspect_ratio ? ImageSizing.CroppedToAspect(x, size) : pad_to_aspect_ratio ? ImageSizing.PaddedToAspect(x, size, fill_value) : x;
        return ImageSizing.Resized(x, size, interpolation, antialias);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        base.Describe(config);
        config["interpolation"] = interpolation;
        config["crop_to_aspect_ratio"] = crop_to_aspect_ratio;
        config["pad_to_aspect_ratio"] = pad_to_aspect_ratio;
        config["fill_mode"] = fill_mode;
        config["fill_value"] = fill_value;
        config["antialias"] = antialias;
    }
}
