using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>The named forms of <see cref="VarianceScaling"/>: Glorot, He, LeCun.</summary>
public abstract class ScaledInitializer : Initializer
{
    private readonly VarianceScaling _scaling;
    private readonly long? _seed;

    private protected ScaledInitializer(long? seed, double scale, string mode, string distribution, int[]? input_axes, int[]? output_axes)
    {
        if (input_axes is not null || output_axes is not null)
        {
            throw new NotSupportedException("input_axes and output_axes of initializers are not supported yet; leave them out.");
        }

        (_seed, _scaling) = (seed, new(scale, mode, distribution, seed));
    }

    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => _scaling.Call(shape, type);

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["seed"] = _seed, ["input_axes"] = null, ["output_axes"] = null };
}
