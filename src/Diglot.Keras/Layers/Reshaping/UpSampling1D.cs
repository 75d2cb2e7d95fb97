using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Repeats each step of a sequence: (N, T, C) to (N, T·size, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/up_sampling1d. PyTorch: <c>nn.Upsample(scale_factor=size)</c>.</remarks>
[Face("keras.layers")]
public sealed class UpSampling1D : SpatialUpsampling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="size">How often each step comes.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">The factor is less than 1.</exception>
    public UpSampling1D(int size = 2, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(1, size, null, name, trainable, dtype)
    {
    }

    /// <summary>How often each step comes.</summary>
    public int size => Factors[0];

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["size"] = size;
}
