using System.Text.Json.Nodes;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>Layers that make one number of each channel: (N, …, C) to (N, C).</summary>
public abstract class GlobalPooling : Layer
{
    private readonly int _rank;

    private protected GlobalPooling(int rank, string? data_format, bool keepdims, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype)
        => (_rank, this.data_format, this.keepdims) = (rank, DataFormat.Standard(data_format), keepdims);

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Whether the pooled axes stay, with length 1.</summary>
    public bool keepdims { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    private int[] Axes => DataFormat.SpatialAxes(data_format, _rank + 2);

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, _rank + 2);
        return keepdims ? Axes.Aggregate(inputShape, static (shape, axis) => shape.With(axis, 1)) : [inputShape[0], inputShape[DataFormat.ChannelAxis(data_format, _rank + 2)]];
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, _rank + 2);
        return Pool(inputs, Axes);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["data_format"] = data_format;
        config["keepdims"] = keepdims;
    }

    /// <summary>Pools over the axes given.</summary>
    private protected abstract Tensor Pool(Tensor x, int[] axes);
}
