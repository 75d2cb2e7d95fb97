using System.Text.Json.Nodes;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Pooling;

/// <summary>Layers that pool to a given number of places, whatever the input's size: part i of an axis of length L covers ⌊i·L / parts⌋ up to ⌈(i + 1)·L / parts⌉.</summary>
public abstract class AdaptivePooling : Layer
{
    private protected AdaptivePooling(int rank, IntTuple output_size, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.output_size, this.data_format) = (output_size.Expand(rank, nameof(output_size)), DataFormat.Standard(data_format));

    /// <summary>Places of the result on each axis.</summary>
    public int[] output_size { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, output_size.Length + 2);
        return DataFormat.SpatialAxes(data_format, inputShape.Rank).Zip(output_size).Aggregate(inputShape, static (shape, axis) => shape.With(axis.First, axis.Second));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, output_size.Length + 2);
        return DataFormat.SpatialAxes(data_format, inputs.Rank).Zip(output_size).Aggregate(inputs, (x, axis) => Pool(x, axis.First, axis.Second));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["output_size"], config["data_format"]) = (output_size.ToConfig(), data_format);

    /// <summary>Pools one axis.</summary>
    private protected abstract Tensor Pool(Tensor x, int axis, int parts);
}
