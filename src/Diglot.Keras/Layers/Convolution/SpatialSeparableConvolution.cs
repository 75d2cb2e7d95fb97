using System.Text.Json.Nodes;
using Diglot.Keras.Activations;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>What the separable convolutions over one and two axes of positions have in common: a depthwise convolution, then one with a window of 1 that mixes the channels.</summary>
public abstract class SpatialSeparableConvolution : SpatialConvolution
{
    private readonly WeightSetup _depthwise, _pointwise;

    private protected SpatialSeparableConvolution(
        int rank, int filters, IntTuple kernel_size, IntTuple? strides, string padding, string? data_format, IntTuple? dilation_rate, int depth_multiplier, ActivationFunction? activation, bool use_bias,
        WeightSetup depthwise, WeightSetup pointwise, WeightSetup bias, Regularizer? activity_regularizer, string? name, bool trainable, DTypePolicy? dtype, params string[] paddings)
        : base(rank, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, bias, activity_regularizer, name, trainable, dtype, paddings)
    {
        (_depthwise, _pointwise) = (depthwise, pointwise);
        this.filters = filters > 0 ? filters : throw new ArgumentOutOfRangeException(nameof(filters), $"{ClassName}: filters must be at least 1; received {filters}.");
        this.depth_multiplier = depth_multiplier > 0 ? depth_multiplier : throw new ArgumentOutOfRangeException(nameof(depth_multiplier), $"{ClassName}: depth_multiplier must be at least 1; received {depth_multiplier}.");
    }

    /// <summary>Number of result channels.</summary>
    public int filters { get; }

    /// <summary>Channels between the two steps, for each input channel.</summary>
    public int depth_multiplier { get; }

    /// <summary>First weight (window …, C, depth_multiplier).</summary>
    public Variable depthwise_kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Second weight (1 …, C · depth_multiplier, filters).</summary>
    public Variable pointwise_kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var channels = Channels(inputShape);
        depthwise_kernel = AddWeight(_depthwise, "depthwise_kernel", [.. kernel_size, channels, depth_multiplier]);
        pointwise_kernel = AddWeight(_pointwise, "pointwise_kernel", [.. kernel_size.Select(static _ => 1), channels * depth_multiplier, filters]);
        BuildBias(filters);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => OutputShape(inputShape, filters);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        Tensor first = Cast(depthwise_kernel), second = Cast(pointwise_kernel);
        return Run(inputs, x => Tensor.MatMul(ConvolveEach(x, first), second.Reshape(-1, filters)));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["depth_multiplier"] = depth_multiplier;
        config["filters"] = filters;
        DescribeWindow(config);
        DescribeWeights(config, ("depthwise", _depthwise), ("pointwise", _pointwise));
    }
}
