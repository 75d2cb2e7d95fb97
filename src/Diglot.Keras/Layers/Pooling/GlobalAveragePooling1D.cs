using Diglot.Faces;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>The mean of each channel: (N, T, C) to (N, C).</summary>
/// <remarks>See keras.io/api/layers/pooling_layers. PyTorch: <c>nn.AdaptiveAvgPool1d(1)</c>.</remarks>
[Face("keras.layers")]
public sealed class GlobalAveragePooling1D : GlobalPooling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="keepdims">Whether the pooled axes stay, with length 1.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public GlobalAveragePooling1D(string? data_format = null, bool keepdims = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, data_format, keepdims, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override bool UsesMask => true;

    /// <inheritdoc/>
    private protected override Tensor Pool(Tensor x, int[] axes) => x.Mean(axes, keepdims);
}
