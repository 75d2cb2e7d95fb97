using Diglot.Faces;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>
/// In training, sets whole channels of a sequence to 0 with probability <c>rate</c> and multiplies the others by 1 / (1 − rate); in inference does nothing. (N, T, C) to the same.
/// </summary>
/// <remarks>See keras.io/api/layers/regularization_layers/spatial_dropout1d; Tompson et al., 2014. PyTorch: <c>nn.Dropout1d(p)</c>, with the channels first.</remarks>
[Face("keras.layers")]
public sealed class SpatialDropout1D : SpatialDropout
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="rate">Probability of 0, from 0 to 1.</param>
    /// <param name="seed">Makes the masks repeatable; drawn from Python's generator if not given.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no probability.</exception>
    public SpatialDropout1D(double rate, long? seed = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, rate, null, seed, name, trainable, dtype)
    {
    }
}
