using System.Text.Json.Nodes;

namespace Diglot.Keras.Initializers;

/// <summary>The named forms of <see cref="VarianceScaling"/>: Glorot, He, LeCun.</summary>
public abstract class ScaledInitializer : Initializer
{
    private readonly VarianceScaling _scaling;
    private readonly Fans _fans;
    private readonly long? _seed;

    private protected ScaledInitializer(long? seed, double scale, string mode, string distribution, int[]? input_axes, int[]? output_axes)
        => (_seed, _fans, _scaling) = (seed, new(input_axes, output_axes), new(scale, mode, distribution, seed, input_axes, output_axes));

    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => _scaling.Call(shape, type);

    /// <inheritdoc/>
    internal override NDArray Call(Shape shape, DType type, Fans fans) => _scaling.Call(shape, type, fans);

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = new JsonObject { ["seed"] = _seed };
        _fans.AddTo(config);
        return config;
    }
}
