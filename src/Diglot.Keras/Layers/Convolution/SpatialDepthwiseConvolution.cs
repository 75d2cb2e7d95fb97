using System.Text.Json.Nodes;
using Diglot.Keras.Activations;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>What the depthwise convolutions over one and two axes of positions have in common: each channel has filters of its own.</summary>
public abstract class SpatialDepthwiseConvolution : SpatialConvolution
{
    private readonly WeightSetup _kernel;

    private protected SpatialDepthwiseConvolution(
        int rank, IntTuple kernel_size, IntTuple? strides, string padding, string? data_format, IntTuple? dilation_rate, int depth_multiplier, ActivationFunction? activation, bool use_bias,
        WeightSetup kernel, WeightSetup bias, Regularizer? activity_regularizer, string? name, bool trainable, DTypePolicy? dtype, params string[] paddings)
        : base(rank, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, bias, activity_regularizer, name, trainable, dtype, paddings)
    {
        _kernel = kernel;
        this.depth_multiplier = depth_multiplier > 0 ? depth_multiplier : throw new ArgumentOutOfRangeException(nameof(depth_multiplier), $"{ClassName}: depth_multiplier must be at least 1; received {depth_multiplier}.");
    }

    /// <summary>Result channels for each input channel.</summary>
    public int depth_multiplier { get; }

    /// <summary>Weight (window …, C, depth_multiplier).</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var channels = Channels(inputShape);
        kernel = AddWeight(_kernel, "kernel", [.. kernel_size, channels, depth_multiplier]);
        BuildBias(channels * depth_multiplier);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => OutputShape(inputShape, Channels(inputShape) * depth_multiplier);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var weight = Cast(kernel);
        return Run(inputs, x => ConvolveEach(x, weight));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["depth_multiplier"] = depth_multiplier;
        DescribeWindow(config);
        DescribeWeights(config, ("depthwise", _kernel));
    }
}
