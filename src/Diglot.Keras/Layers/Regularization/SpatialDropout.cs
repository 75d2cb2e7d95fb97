using System.Text.Json.Nodes;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>Layers that drop whole channels in training.</summary>
public abstract class SpatialDropout : NoiseLayer
{
    private readonly int _rank;

    private protected SpatialDropout(int rank, double rate, string? data_format, long? seed, string? name, bool trainable, DTypePolicy? dtype)
        : base(rate > 0, seed, name, trainable, dtype)
    {
        _rank = rank;
        this.rate = rate is >= 0 and <= 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"{ClassName}: rate is a probability from 0 to 1; received {rate}.");
        Format = DataFormat.Standard(data_format);
    }

    /// <summary>Probability of 0.</summary>
    public double rate { get; }

    /// <summary>Where the channel axis is.</summary>
    private protected string Format { get; }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        RequireRank(inputs.Shape, _rank + 2);
        return base.Call(inputs, training);
    }

    /// <inheritdoc/>
    private protected override Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds)
    {
        var mask = inputs.Shape.ToArray();
        foreach (var axis in DataFormat.SpatialAxes(Format, inputs.Rank))
        {
            mask[axis] = 1;
        }

        return DropoutMask.Apply(inputs, new Shape(mask), rate, seeds);
    }

    /// <summary>The arguments; Keras leaves <c>trainable</c> out here.</summary>
    public override JsonObject get_config() => new() { ["rate"] = rate, ["seed"] = seed, ["name"] = name, ["dtype"] = dtype_policy.name };
}
