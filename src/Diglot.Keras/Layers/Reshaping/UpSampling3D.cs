using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Makes a volume larger by whole factors, each element repeated: (N, D, H, W, C) to (N, D·size₀, H·size₁, W·size₂, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/up_sampling3d. PyTorch: <c>nn.Upsample(scale_factor=size)</c>.</remarks>
[Face("keras.layers")]
public sealed class UpSampling3D : SpatialUpsampling
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="size">Factors for depth, rows and columns.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A factor is less than 1.</exception>
    public UpSampling3D(IntTuple? size = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(3, size, data_format, name, trainable, dtype) => this.data_format = DataFormat.Standard(data_format);

    /// <summary>Factors for depth, rows and columns.</summary>
    public int[] size => Factors;

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["size"], config["data_format"]) = (size.ToConfig(), data_format);
}
