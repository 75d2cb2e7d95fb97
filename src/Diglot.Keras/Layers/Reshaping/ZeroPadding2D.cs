using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Zeros around an image: (N, H, W, C) to (N, top + H + bottom, left + W + right, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/zero_padding2d. PyTorch: <c>nn.ZeroPad2d((left, right, top, bottom))</c>, columns first.</remarks>
[Face("keras.layers")]
public sealed class ZeroPadding2D : SpatialPadding
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="padding">Rows and columns of zeros: one number for all edges, <c>(rows, columns)</c>, or <c>((top, bottom), (left, right))</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public ZeroPadding2D(Margins? padding = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(2, padding, data_format, name, trainable, dtype)
    {
    }
}
