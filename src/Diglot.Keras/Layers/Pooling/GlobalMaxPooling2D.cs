using System.Text.Json.Nodes;
using Diglot.Faces;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>The largest element of each channel: (N, H, W, C) to (N, C).</summary>
/// <remarks>See keras.io/api/layers/pooling_layers. PyTorch: <c>nn.AdaptiveMaxPool2d(1)</c>.</remarks>
[Face("keras.layers")]
public sealed class GlobalMaxPooling2D : Layer
{
    /// <summary>Sets up the layer.</summary>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="keepdims">Whether height and width stay as axes of length 1.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Has no effect: there are no weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    public GlobalMaxPooling2D(string? data_format = null, bool keepdims = false, string? name = null, bool trainable = true, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
        => (this.data_format, this.keepdims) = (DataFormat.Standard(data_format), keepdims);

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Whether height and width stay as axes of length 1.</summary>
    public bool keepdims { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var axes = DataFormat.SpatialAxes(data_format, 4);
        return keepdims ? inputShape.With(axes[0], 1).With(axes[1], 1) : [inputShape[0], inputShape[DataFormat.ChannelAxis(data_format, 4)]];
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, 4);
        var axes = DataFormat.SpatialAxes(data_format, 4);
        return inputs.Max(axes, keepdims);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["data_format"] = data_format;
        config["keepdims"] = keepdims;
    }
}
