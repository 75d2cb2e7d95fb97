using System.Text.Json.Nodes;
using Diglot.Keras.Activations;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>What the convolutions over one and three axes of positions have in common: filters, in groups that see a part of the channels each.</summary>
public abstract class SpatialGroupedConvolution : SpatialConvolution
{
    private readonly WeightSetup _kernel;

    private protected SpatialGroupedConvolution(
        int rank, int filters, IntTuple kernel_size, IntTuple? strides, string padding, string? data_format, IntTuple? dilation_rate, int groups, ActivationFunction? activation, bool use_bias,
        WeightSetup kernel, WeightSetup bias, Regularizer? activity_regularizer, string? name, bool trainable, DTypePolicy? dtype, params string[] paddings)
        : base(rank, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, bias, activity_regularizer, name, trainable, dtype, paddings)
    {
        _kernel = kernel;
        this.filters = filters > 0 ? filters : throw new ArgumentOutOfRangeException(nameof(filters), $"{ClassName}: filters must be at least 1; received {filters}.");
        this.groups = groups > 0 && filters % groups == 0 ? groups
            : throw new ArgumentException($"{ClassName}: filters ({filters}) must be a multiple of groups; received groups {groups}.", nameof(groups));
    }

    /// <summary>Number of result channels.</summary>
    public int filters { get; }

    /// <summary>Into how many parts the channels are split.</summary>
    public int groups { get; }

    /// <summary>Weight (window …, C / groups, filters).</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        var channels = Channels(inputShape);
        if (channels % groups != 0)
        {
            throw new ArgumentException($"{Where}: the {channels} channels of the input must be a multiple of groups ({groups}).");
        }

        kernel = AddWeight(_kernel, "kernel", [.. kernel_size, channels / groups, filters]);
        BuildBias(filters);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => OutputShape(inputShape, filters);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var weight = Cast(kernel);
        return Run(inputs, x => Convolve(x, weight, groups));
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["filters"] = filters;
        DescribeWindow(config);
        config["groups"] = groups;
        DescribeWeights(config, ("kernel", _kernel));
    }
}
