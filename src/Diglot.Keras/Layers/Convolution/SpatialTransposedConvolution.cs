using System.Text.Json.Nodes;
using Diglot.Autograd.Functional.Convolution;
using Diglot.Keras.Activations;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>What the transposed convolutions over one, two and three axes of positions have in common.</summary>
public abstract class SpatialTransposedConvolution : SpatialConvolution
{
    private readonly WeightSetup _kernel;

    private protected SpatialTransposedConvolution(
        int rank, int filters, IntTuple kernel_size, IntTuple? strides, string padding, IntTuple? output_padding, string? data_format, IntTuple? dilation_rate, ActivationFunction? activation,
        bool use_bias, WeightSetup kernel, WeightSetup bias, Regularizer? activity_regularizer, string? name, bool trainable, DTypePolicy? dtype)
        : base(rank, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias, bias, activity_regularizer, name, trainable, dtype, "valid", "same")
    {
        _kernel = kernel;
        this.filters = filters > 0 ? filters : throw new ArgumentOutOfRangeException(nameof(filters), $"{ClassName}: filters must be at least 1; received {filters}.");
        this.output_padding = output_padding?.Expand(rank, nameof(output_padding), least: 0);
        if (this.output_padding is { } more && more.Zip(this.strides).Any(static axis => axis.First >= axis.Second))
        {
            throw new ArgumentException($"{ClassName}: output_padding must be below the strides; received ({string.Join(", ", more)}) and ({string.Join(", ", this.strides)}).", nameof(output_padding));
        }
    }

    /// <summary>Number of result channels.</summary>
    public int filters { get; }

    /// <summary>Positions more at the end of each axis, or null.</summary>
    public int[]? output_padding { get; }

    /// <summary>Weight (window …, filters, C).</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        kernel = AddWeight(_kernel, "kernel", [.. kernel_size, filters, Channels(inputShape)]);
        BuildBias(filters);
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => OutputShape(inputShape, filters);

    /// <inheritdoc/>
    private protected override int? Length(int? input, int axis)
    {
        var (reach, stride) = (Reach(axis), strides[axis]);
        return input is not { } length ? null
            : output_padding is { } more ? ((length - 1) * stride) + reach - (padding == "same" ? 2 * (reach / 2) : 0) + more[axis]
            : padding == "same" ? length * stride
            : (length * stride) + Math.Max(reach - stride, 0);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        var weight = Cast(kernel);
        return Run(inputs, x =>
        {
            int[] size = [.. kernel_size.Select((_, i) => Length(x.Shape[i + 1], i)!.Value)];
            var plane = Plane([.. size.Select((length, i) => (Before(x.Shape[i + 1], length, i), 0))]);
            return size switch
            {
                [var length] => TransposedConvolution.Conv2d(x.ExpandDims(1), weight.ExpandDims(0), 1, length, plane).Squeeze(1),
                [var height, var width] => TransposedConvolution.Conv2d(x, weight, height, width, plane),
                _ => VolumeConvolution.Transposed3d(x, weight, (size[0], size[1], size[2]), new(strides[0], dilation_rate[0], Before(x.Shape[1], size[0], 0)), plane),
            };
        });
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["filters"] = filters;
        DescribeWindow(config, () => config["output_padding"] = output_padding?.ToConfig());
        DescribeWeights(config, ("kernel", _kernel));
    }

    private int Reach(int axis) => ((kernel_size[axis] - 1) * dilation_rate[axis]) + 1;

    // "same" is that of the convolution from the result to the input: half of what it would pad, rounded down, in front.
    private int Before(int length, int result, int axis) => padding == "same" ? Math.Max(0, ((length - 1) * strides[axis]) + Reach(axis) - result) / 2 : 0;
}
