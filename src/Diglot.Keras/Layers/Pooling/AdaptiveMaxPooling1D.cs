using Diglot.Faces;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>The largest element of windows that divide each axis into as many parts as asked for: (N, T, C) to (N, output_size, C).</summary>
/// <remarks>See keras.io/api/layers/pooling_layers. PyTorch: <c>nn.AdaptiveMaxPool1d</c>, with the channels first.</remarks>
[Face("keras.layers")]
public sealed class AdaptiveMaxPooling1D : AdaptivePooling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="output_size">Places of the result.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A size is less than 1.</exception>
    public AdaptiveMaxPooling1D(IntTuple output_size, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, output_size, data_format, name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Pool(Tensor x, int axis, int parts) => Autograd.Functional.AdaptivePooling.Max(x, axis, parts);
}
