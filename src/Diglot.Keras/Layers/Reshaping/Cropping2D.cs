using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Cuts edges off an image: (N, H, W, C) to (N, H − top − bottom, W − left − right, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/cropping2d. PyTorch: slicing, or <c>nn.ZeroPad2d</c> with negative widths.</remarks>
[Face("keras.layers")]
public sealed class Cropping2D : SpatialCropping
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="cropping">Rows and columns to cut: one number for all edges, <c>(rows, columns)</c>, or <c>((top, bottom), (left, right))</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public Cropping2D(Margins? cropping = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(2, cropping ?? 0, data_format, name, trainable, dtype)
    {
    }

    /// <summary>Where the channel axis is.</summary>
    public string data_format => Format;

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        base.Describe(config);
        config["data_format"] = data_format;
    }
}
