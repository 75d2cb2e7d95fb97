using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Reshaping;

/// <summary>Layers that make each axis of positions longer by a whole factor.</summary>
public abstract class SpatialUpsampling : Layer
{
    private readonly string _format;

    private protected SpatialUpsampling(int rank, IntTuple? size, string? data_format, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (Factors, _format) = ((size ?? 2).Expand(rank, nameof(size)), DataFormat.Standard(data_format));

    /// <summary>One factor for each axis.</summary>
    private protected int[] Factors { get; }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, Factors.Length + 2);
        return DataFormat.SpatialAxes(_format, inputShape.Rank).Zip(Factors).Aggregate(inputShape, static (shape, axis) => shape.With(axis.First, shape[axis.First] * axis.Second));
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, Factors.Length + 2);
        return DataFormat.SpatialAxes(_format, inputs.Rank).Zip(Factors).Aggregate(inputs, (x, axis) => Lengthened(x, axis.First, axis.Second));
    }

    /// <summary>One axis made longer; by default each element is repeated.</summary>
    private protected virtual Tensor Lengthened(Tensor x, int axis, int factor) => x.Repeat(factor, axis);
}
