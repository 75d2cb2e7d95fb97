using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Zeros around a volume: (N, D, H, W, C) to (N, D′, H′, W′, C), each axis longer by what is put before and after it.</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/zero_padding3d. PyTorch: <c>nn.ZeroPad3d</c>, the last axis first.</remarks>
[Face("keras.layers")]
public sealed class ZeroPadding3D : SpatialPadding
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="padding">Zeros at the edges: one number for all, <c>(depth, rows, columns)</c>, or before and after for each: <c>((1, 1), (0, 2), (3, 0))</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public ZeroPadding3D(Margins? padding = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(3, padding, data_format, name, trainable, dtype)
    {
    }
}
