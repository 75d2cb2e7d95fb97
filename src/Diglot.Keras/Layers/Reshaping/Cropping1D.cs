using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Cuts edges off a sequence: (N, T, C) to (N, T − before − after, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/cropping1d. PyTorch: slicing, or <c>nn.ZeroPad1d</c> with negative widths.</remarks>
[Face("keras.layers")]
public sealed class Cropping1D : SpatialCropping
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="cropping">What to cut: one number for both ends, or <c>(before, after)</c>; 1 at each end by default.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public Cropping1D(Margins? cropping = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, cropping ?? 1, null, name, trainable, dtype)
    {
    }
}
