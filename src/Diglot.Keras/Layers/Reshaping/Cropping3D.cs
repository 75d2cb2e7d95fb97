using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Cuts edges off a volume: (N, D, H, W, C) to (N, D′, H′, W′, C), each axis shorter by what is cut before and after.</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/cropping3d. PyTorch: slicing, or <c>nn.ZeroPad3d</c> with negative widths.</remarks>
[Face("keras.layers")]
public sealed class Cropping3D : SpatialCropping
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="cropping">What to cut: one number for all edges, <c>(depth, rows, columns)</c>, or before and after for each: <c>((1, 1), (0, 2), (3, 0))</c>; 1 everywhere by default.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public Cropping3D(Margins? cropping = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(3, cropping ?? 1, data_format, name, trainable, dtype)
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
