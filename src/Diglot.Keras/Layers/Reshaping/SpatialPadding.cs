using System.Text.Json.Nodes;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Layers that put zeros around the positions of each channel.</summary>
public abstract class SpatialPadding : Layer
{
    private protected SpatialPadding(int rank, Margins? padding, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.padding, this.data_format) = ((padding ?? 1).Expand(rank, nameof(padding)), DataFormat.Standard(data_format));

    /// <summary>Zeros before and after, for each axis of positions.</summary>
    public IReadOnlyList<(int Before, int After)> padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, padding.Count + 2);
        return DataFormat.SpatialAxes(data_format, inputShape.Rank).Zip(padding)
            .Aggregate(inputShape, static (shape, axis) => shape.With(axis.First, shape[axis.First] + axis.Second.Before + axis.Second.After));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, padding.Count + 2);
        var widths = new (int, int)[inputs.Rank];
        foreach (var (axis, width) in DataFormat.SpatialAxes(data_format, inputs.Rank).Zip(padding))
        {
            widths[axis] = width;
        }

        return inputs.Pad(widths, 0);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config) => (config["padding"], config["data_format"]) = (Margins.ToConfig([.. padding]), data_format);
}
