using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Cuts edges off an image: (N, H, W, C) to (N, H − top − bottom, W − left − right, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/cropping2d. PyTorch: slicing, or <c>nn.ZeroPad2d</c> with negative widths.</remarks>
[Face("keras.layers")]
public sealed class Cropping2D : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="cropping">Rows and columns to cut: one number for all edges, <c>(rows, columns)</c>, or <c>((top, bottom), (left, right))</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public Cropping2D(Margins? cropping = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype) => (this.cropping, this.data_format) = ((cropping ?? 0).Require(nameof(cropping)), DataFormat.Standard(data_format));

    /// <summary>Rows and columns to cut.</summary>
    public Margins cropping { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var axes = DataFormat.SpatialAxes(data_format, 4);
        return inputShape.With(axes[0], Left(inputShape[axes[0]], cropping.Rows)).With(axes[1], Left(inputShape[axes[1]], cropping.Columns));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var axes = DataFormat.SpatialAxes(data_format, 4);
        return inputs
            .Slice(axes[0], cropping.Rows.Before, Left(inputs.Shape[axes[0]], cropping.Rows)!.Value)
            .Slice(axes[1], cropping.Columns.Before, Left(inputs.Shape[axes[1]], cropping.Columns)!.Value);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["cropping"], config["data_format"]) = (cropping.ToConfig(), data_format);

    private int? Left(int? length, (int Before, int After) cut) => length - cut.Before - cut.After is not <= 0 and var left ? left
        : throw new ArgumentException($"{Where}: cropping {cut.Before} + {cut.After} leaves nothing of length {length}. Crop less.");
}
