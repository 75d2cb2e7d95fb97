using Diglot.Faces;

namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>
/// The middle of images: (N, H, W, C) to (N, height, width, C). Of images smaller than that the largest part of the same shape is made larger (bilinear).
/// </summary>
/// <remarks>See keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop. torchvision's <c>CenterCrop</c> pads smaller images by zeros.</remarks>
[Face("keras.layers")]
public sealed class CenterCrop : ImageLayer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A length is less than 1.</exception>
    public CenterCrop(int height, int width, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(height, width, data_format, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Sized(Tensor x) => x.Shape[1] >= height && x.Shape[2] >= width
        ? ImageSizing.Middle(x, (height, width))
        : ImageSizing.Resized(ImageSizing.CroppedToAspect(x, (height, width)), (height, width), "bilinear");
}
