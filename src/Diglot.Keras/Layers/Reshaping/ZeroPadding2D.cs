using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Zeros around an image: (N, H, W, C) to (N, top + H + bottom, left + W + right, C).</summary>
/// <remarks>See keras.io/api/layers/reshaping_layers/zero_padding2d. PyTorch: <c>nn.ZeroPad2d((left, right, top, bottom))</c>, columns first.</remarks>
[Face("keras.layers")]
public sealed class ZeroPadding2D : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="padding">Rows and columns of zeros: one number for all edges, <c>(rows, columns)</c>, or <c>((top, bottom), (left, right))</c>.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">A width is negative.</exception>
    public ZeroPadding2D(Margins? padding = null, string? data_format = null, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype) => (this.padding, this.data_format) = ((padding ?? 1).Require(nameof(padding)), DataFormat.Standard(data_format));

    /// <summary>Rows and columns of zeros.</summary>
    public Margins padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var axes = DataFormat.SpatialAxes(data_format, 4);
        return inputShape.With(axes[0], inputShape[axes[0]] + padding.Rows.Before + padding.Rows.After).With(axes[1], inputShape[axes[1]] + padding.Columns.Before + padding.Columns.After);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var widths = new (int, int)[4];
        var axes = DataFormat.SpatialAxes(data_format, 4);
        (widths[axes[0]], widths[axes[1]]) = (padding.Rows, padding.Columns);
        return inputs.Pad(widths, 0);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["padding"], config["data_format"]) = (padding.ToConfig(), data_format);
}
