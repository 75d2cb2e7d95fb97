using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Zeros around a sequence: (N, T, C) to (N, before + T + after, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/zero_padding1d. PyTorch: <c>nn.ZeroPad1d((before, after))</c>.</remarks>
[Face("keras.layers")]
public sealed class ZeroPadding1D : SpatialPadding
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="padding">Zeros: one number for both ends, or <c>(before, after)</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public ZeroPadding1D(Margins? padding = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, padding, data_format, name, trainable, dtype)
    {
    }
}
