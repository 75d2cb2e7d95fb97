using System.Text.Json.Nodes;
using Diglot.Autograd.Functional.Convolution;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;
using Diglot.Tensors.Kernels.Chains;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>What the convolutions over one, two or three axes of positions have in common: a window with strides, padding and dilation, a bias and an activation.</summary>
public abstract class SpatialConvolution : Layer
{
    private readonly int _rank;
    private readonly WeightSetup _bias;

    private protected SpatialConvolution(
        int rank, IntTuple kernel_size, IntTuple? strides, string padding, string? data_format, IntTuple? dilation_rate, ActivationFunction? activation, bool use_bias, WeightSetup bias,
        Regularizer? activity_regularizer, string? name, bool trainable, DTypePolicy? dtype, params string[] paddings)
        : base(name, trainable, dtype, activity_regularizer)
    {
        (_rank, _bias) = (rank, bias);
        this.kernel_size = kernel_size.Expand(rank, nameof(kernel_size));
        this.strides = (strides ?? 1).Expand(rank, nameof(strides));
        this.padding = Choices.Require(nameof(padding), padding.ToLowerInvariant(), paddings);
        this.data_format = DataFormat.Standard(data_format);
        this.dilation_rate = (dilation_rate ?? 1).Expand(rank, nameof(dilation_rate));
        if (this.strides.Max() > 1 && this.dilation_rate.Max() > 1)
        {
            throw new ArgumentException($"{ClassName}: strides and dilation_rate cannot both be above 1; received ({string.Join(", ", this.strides)}) and ({string.Join(", ", this.dilation_rate)}).");
        }

        this.activation = activation ?? ActivationFunction.Linear;
        this.use_bias = use_bias;
    }

    /// <summary>Size of the window on each axis of positions.</summary>
    public int[] kernel_size { get; }

    /// <summary>Steps of the window.</summary>
    public int[] strides { get; }

    /// <summary>How the edges are treated.</summary>
    public string padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Distance between the elements that the window meets.</summary>
    public int[] dilation_rate { get; }

    /// <summary>Applied to the result.</summary>
    public ActivationFunction activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }

    /// <summary>Bias, one number for each result channel, or null.</summary>
    public Variable? bias { get; private set; }

    private protected int ChannelAxis => DataFormat.ChannelAxis(data_format, _rank + 2);

    /// <summary>Makes the bias; called after the weights before it.</summary>
    private protected void BuildBias(int channels) => bias = use_bias ? AddWeight(_bias, "bias", channels) : null;

    private protected Variable AddWeight(WeightSetup setup, string name, params int[] shape)
        => add_weight(new Shape(shape), setup.Initializer, name: name, regularizer: setup.Regularizer, constraint: setup.Constraint);

    private protected int Channels(PartialShape inputShape)
    {
        RequireRank(inputShape, _rank + 2);
        return KnownLength(inputShape, ChannelAxis);
    }

    private protected PartialShape OutputShape(PartialShape inputShape, int channels)
    {
        RequireRank(inputShape, _rank + 2);
        var result = inputShape.With(ChannelAxis, channels);
        foreach (var (i, axis) in DataFormat.SpatialAxes(data_format, _rank + 2).Index())
        {
            var length = Length(inputShape[axis], i);
            result = length is null or > 0 ? result.With(axis, length) : throw new ArgumentException(
                $"{Where}: the window ({string.Join(", ", kernel_size)}) does not fit an input of shape {inputShape}. Use padding: \"same\", a smaller kernel, or a larger input.");
        }

        return result;
    }

    private protected virtual int? Length(int? input, int axis) => Windows.Length(input, kernel_size[axis], strides[axis], dilation_rate[axis], padding == "causal" ? "same" : padding);

    /// <summary>Runs a function of an input with channels last, of any layout; then bias and activation.</summary>
    private protected Tensor Run(Tensor inputs, Func<Tensor, Tensor> function)
    {
        RequireRank((PartialShape)inputs.Shape, _rank + 2);
        var first = data_format == "channels_first";
        var y = function(first ? DataFormat.ChannelsLast(inputs) : inputs);
        y = bias is null ? y : y + Cast(bias);

        // Functions along an axis, such as softmax, mean the last one of the result.
        return activation.Call(first ? DataFormat.ChannelsFirst(y) : y);
    }

    /// <summary>Convolution of (N, …, C) with a kernel (window …, C / groups, O), padded as the layer says.</summary>
    private protected Tensor Convolve(Tensor x, Tensor weight, int groups)
    {
        var pads = kernel_size.Select((size, i) => Pads(x.Shape[i + 1], size, i)).ToArray();
        var plane = Plane(pads) with { Groups = groups };
        return _rank switch
        {
            1 => ConvolutionFunctions.Conv1d(x, weight, null, plane),
            2 => ConvolutionFunctions.Conv2d(x, weight, null, plane),
            _ => VolumeConvolution.Conv3d(x, weight, null, new(strides[0], dilation_rate[0], pads[0].Before, pads[0].After), plane),
        };
    }

    /// <summary>A depthwise convolution with a kernel (window …, C, multiplier): each channel is a group of its own.</summary>
    private protected Tensor ConvolveEach(Tensor x, Tensor weight) => Convolve(x, weight.Reshape([.. kernel_size, 1, -1]), groups: x.Shape[-1]);

    /// <summary>The steps along the last two axes of positions; sequences are images of height 1.</summary>
    private protected ConvolutionOptions Plane((int Before, int After)[] pads) => new()
    {
        ImageOrder = ImageOrder.ChannelsLast, WeightOrder = WeightOrder.OutLast,
        StrideHeight = _rank == 1 ? 1 : strides[^2], StrideWidth = strides[^1], DilationHeight = _rank == 1 ? 1 : dilation_rate[^2], DilationWidth = dilation_rate[^1],
        PadTop = _rank == 1 ? 0 : pads[^2].Before, PadBottom = _rank == 1 ? 0 : pads[^2].After, PadLeft = pads[^1].Before, PadRight = pads[^1].After,
    };

    private (int Before, int After) Pads(int length, int size, int axis) => padding switch
    {
        "same" => Windows.Same(length, size, strides[axis], dilation_rate[axis]),
        "causal" => ((size - 1) * dilation_rate[axis], 0),
        _ => (0, 0),
    };

    /// <summary>Adds the members of the window to a configuration.</summary>
    private protected void DescribeWindow(JsonObject config, Action? afterPadding = null)
    {
        config["kernel_size"] = kernel_size.ToConfig();
        config["strides"] = strides.ToConfig();
        config["padding"] = padding;
        afterPadding?.Invoke();
        config["data_format"] = data_format;
        config["dilation_rate"] = dilation_rate.ToConfig();
    }

    /// <summary>Adds activation and weights to a configuration, in Keras's order: initializers, regularizers, constraints.</summary>
    private protected void DescribeWeights(JsonObject config, params (string Name, WeightSetup Setup)[] weights)
    {
        config["activation"] = activation.ToConfig();
        config["use_bias"] = use_bias;
        (string Name, WeightSetup Setup)[] all = [.. weights, ("bias", _bias)];
        foreach (var (name, setup) in all)
        {
            config.Add(name + "_initializer", setup.Initializer);
        }

        foreach (var (name, setup) in all)
        {
            config.Add(name + "_regularizer", setup.Regularizer);
        }

        config.Add("activity_regularizer", activity_regularizer);
        foreach (var (name, setup) in all)
        {
            config.Add(name + "_constraint", setup.Constraint);
        }
    }
}
