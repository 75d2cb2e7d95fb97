using Diglot.Faces;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>The largest element of each channel: (N, H, W, C) to (N, C).</summary>
/// <remarks>See keras.io/api/layers/pooling_layers. PyTorch: <c>nn.AdaptiveMaxPool2d(1)</c>.</remarks>
[Face("keras.layers")]
public sealed class GlobalMaxPooling2D : GlobalPooling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="keepdims">Whether the pooled axes stay, with length 1.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public GlobalMaxPooling2D(string? data_format = null, bool keepdims = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(2, data_format, keepdims, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Pool(Tensor x, int[] axes) => x.Max(axes, keepdims);
}
