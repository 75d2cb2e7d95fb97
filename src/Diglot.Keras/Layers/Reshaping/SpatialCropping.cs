using System.Text.Json.Nodes;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Layers that cut edges off the positions of each channel.</summary>
public abstract class SpatialCropping : Layer
{
    private protected SpatialCropping(int rank, Margins cropping, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.cropping, Format) = (cropping.Expand(rank, nameof(cropping)), DataFormat.Standard(data_format));

    /// <summary>What is cut before and after, for each axis of positions.</summary>
    public IReadOnlyList<(int Before, int After)> cropping { get; }

    /// <summary>Where the channel axis is.</summary>
    private protected string Format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, cropping.Count + 2);
        return DataFormat.SpatialAxes(Format, inputShape.Rank).Zip(cropping).Aggregate(inputShape, (shape, axis) => shape.With(axis.First, Left(shape[axis.First], axis.Second)));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, cropping.Count + 2);
        return DataFormat.SpatialAxes(Format, inputs.Rank).Zip(cropping).Aggregate(inputs, (x, axis) => x.Slice(axis.First, axis.Second.Before, Left(x.Shape[axis.First], axis.Second)!.Value));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => config["cropping"] = Margins.ToConfig([.. cropping]);

    private int? Left(int? length, (int Before, int After) cut) => length - cut.Before - cut.After is not <= 0 and var left ? left
        : throw new ArgumentException($"{Where}: cropping {cut.Before} + {cut.After} leaves nothing of length {length}. Crop less.");
}
