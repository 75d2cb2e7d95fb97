using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>The mean of each window; over the edge only the elements inside count. Input (N, D, H, W, C), result (N, D', H', W', C); with padding "valid" D' = ⌊(D − p) / s⌋ + 1, with "same" D' = ⌈D / s⌉.</summary>
/// <remarks>See keras.io/api/layers/pooling_layers. PyTorch's <c>nn.AvgPool3d</c> counts its padding unless told otherwise.</remarks>
[Face("keras.layers")]
public sealed class AveragePooling3D : SpatialPooling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="pool_size">Depth, height and width of the window.</param>
    /// <param name="strides">Steps of the window; the window's size by default.</param>
    /// <param name="padding"><c>"valid"</c>: only whole windows; <c>"same"</c>: windows may reach over the edge.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public AveragePooling3D(IntTuple pool_size, IntTuple? strides = null, string padding = "valid", string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(3, pool_size, strides, padding, data_format, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Pool(Tensor x) => Mean(x);
}
