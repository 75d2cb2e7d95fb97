using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Activations;
using Diglot.Keras.Constraints;
using Diglot.Keras.Initializers;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers.Convolution;

/// <summary>
/// Two-dimensional convolution (cross-correlation): y = activation(Σ x · kernel + bias) over windows. Input (N, H, W, C), result
/// (N, H', W', filters); with padding "valid" H' = ⌊(H − d(k − 1) − 1) / s⌋ + 1, with "same" H' = ⌈H / s⌉.
/// </summary>
/// <remarks>
/// See keras.io/api/layers/convolution_layers/convolution2d. PyTorch's <c>nn.Conv2d</c> takes (N, C, H, W), keeps the weight as
/// (filters, C / groups, kh, kw), pads by a number, and has no activation. With "same" and a stride Keras may pad only at the end.
/// </remarks>
[Face("keras.layers")]
public sealed class Conv2D : Layer
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly (Regularizer? Kernel, Regularizer? Bias) _regularizers;
    private readonly (Constraint? Kernel, Constraint? Bias) _constraints;

    /// <summary>Sets up the layer; the weights are made when the input is known.</summary>
    /// <param name="filters">Number of result channels.</param>
    /// <param name="kernel_size">Height and width of the window.</param>
    /// <param name="strides">Steps of the window.</param>
    /// <param name="padding"><c>"valid"</c>: none; <c>"same"</c>: zeros around, so that the size stays at stride 1.</param>
    /// <param name="data_format"><c>"channels_last"</c> (default) or <c>"channels_first"</c>.</param>
    /// <param name="dilation_rate">Distance between the elements that the window meets.</param>
    /// <param name="groups">Into how many parts the channels are split, each with filters of its own.</param>
    /// <param name="activation">Applied to the result; none by default.</param>
    /// <param name="use_bias">Whether a bias is added.</param>
    /// <param name="kernel_initializer">First values of the kernel (kh, kw, C / groups, filters); <c>"glorot_uniform"</c> by default.</param>
    /// <param name="bias_initializer">First values of the bias (filters,); <c>"zeros"</c> by default.</param>
    /// <param name="kernel_regularizer">Penalty on the kernel.</param>
    /// <param name="bias_regularizer">Penalty on the bias.</param>
    /// <param name="activity_regularizer">Penalty on the result.</param>
    /// <param name="kernel_constraint">Projection of the kernel after each step.</param>
    /// <param name="bias_constraint">Projection of the bias after each step.</param>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">Element type; float32 by default.</param>
    /// <exception cref="ArgumentException">An argument is not allowed.</exception>
    public Conv2D(
        int filters,
        IntTuple kernel_size,
        IntTuple? strides = null,
        string padding = "valid",
        string? data_format = null,
        IntTuple? dilation_rate = null,
        int groups = 1,
        ActivationFunction? activation = null,
        bool use_bias = true,
        Initializer? kernel_initializer = null,
        Initializer? bias_initializer = null,
        Regularizer? kernel_regularizer = null,
        Regularizer? bias_regularizer = null,
        Regularizer? activity_regularizer = null,
        Constraint? kernel_constraint = null,
        Constraint? bias_constraint = null,
        string? name = null,
        bool trainable = true,
        DTypePolicy? dtype = null)
        : base(name, trainable, dtype, activity_regularizer)
    {
        this.filters = filters > 0 ? filters : throw new ArgumentOutOfRangeException(nameof(filters), $"Conv2D: filters must be at least 1; received {filters}.");
        this.kernel_size = kernel_size.Expand(2, nameof(kernel_size));
        this.strides = (strides ?? 1).Expand(2, nameof(strides));
        this.padding = Choices.Require(nameof(padding), padding.ToLowerInvariant(), "valid", "same");
        this.data_format = DataFormat.Standard(data_format);
        this.dilation_rate = (dilation_rate ?? 1).Expand(2, nameof(dilation_rate));
        this.groups = groups > 0 && filters % groups == 0 ? groups
            : throw new ArgumentException($"Conv2D: filters ({filters}) must be a multiple of groups; received groups {groups}.", nameof(groups));
        if (this.strides.Max() > 1 && this.dilation_rate.Max() > 1)
        {
            throw new ArgumentException($"Conv2D: strides and dilation_rate cannot both be above 1; received {strides} and {dilation_rate}.");
        }

        this.activation = activation ?? ActivationFunction.Linear;
        this.use_bias = use_bias;
        _kernelInitializer = kernel_initializer ?? "glorot_uniform";
        _biasInitializer = bias_initializer ?? "zeros";
        _regularizers = (kernel_regularizer, bias_regularizer);
        _constraints = (kernel_constraint, bias_constraint);
    }

    /// <summary>Number of result channels.</summary>
    public int filters { get; }

    /// <summary>Height and width of the window.</summary>
    public int[] kernel_size { get; }

    /// <summary>Steps of the window.</summary>
    public int[] strides { get; }

    /// <summary>"valid" or "same".</summary>
    public string padding { get; }

    /// <summary>Where the channel axis is.</summary>
    public string data_format { get; }

    /// <summary>Distance between the elements that the window meets.</summary>
    public int[] dilation_rate { get; }

    /// <summary>Into how many parts the channels are split.</summary>
    public int groups { get; }

    /// <summary>Applied to the result.</summary>
    public ActivationFunction activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }

    /// <summary>Weight (kh, kw, C / groups, filters).</summary>
    public Variable kernel { get => field ?? throw NotBuilt(); private set; } = null!;

    /// <summary>Bias (filters,), or null.</summary>
    public Variable? bias { get; private set; }

    private bool IsChannelsFirst => data_format == "channels_first";

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var channels = KnownLength(inputShape, DataFormat.ChannelAxis(data_format, 4));
        if (channels % groups != 0)
        {
            throw new ArgumentException($"{Where}: the {channels} channels of the input must be a multiple of groups ({groups}).");
        }

        kernel = add_weight([.. kernel_size, channels / groups, filters], _kernelInitializer, name: "kernel", regularizer: _regularizers.Kernel, constraint: _constraints.Kernel);
        bias = use_bias ? add_weight([filters], _biasInitializer, name: "bias", regularizer: _regularizers.Bias, constraint: _constraints.Bias) : null;
    }

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        RequireRank(inputShape, 4);
        var result = inputShape.With(DataFormat.ChannelAxis(data_format, 4), filters);
        foreach (var (axis, i) in DataFormat.SpatialAxes(data_format, 4).Select(static (axis, i) => (axis, i)))
        {
            var length = Windows.Length(inputShape[axis], kernel_size[i], strides[i], dilation_rate[i], padding);
            result = length is null or > 0 ? result.With(axis, length) : throw new ArgumentException(
                $"{Where}: the window of {kernel_size[0]} x {kernel_size[1]} does not fit an input of shape {inputShape}. Use padding: \"same\", a smaller kernel, or larger images.");
        }

        return result;
    }

    /// <inheritdoc/>
    private protected override void CheckInputs(Nest<PartialShape> shapes)
    {
        var shape = shapes.Single;
        RequireRank(shape, 4);
        if (shape[DataFormat.ChannelAxis(data_format, 4)] is { } channels && channels != kernel.shape[2] * groups)
        {
            throw new ArgumentException($"{Where} was built for {kernel.shape[2] * groups} channels; received shape {shape}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training)
    {
        CheckInputs((PartialShape)inputs.Shape);
        var x = IsChannelsFirst ? DataFormat.ChannelsLast(inputs) : inputs;
        var y = Convolve(x, Cast(kernel));
        y = bias is null ? y : y + Cast(bias);

        // Functions along an axis, such as softmax, mean the last one of the result.
        return activation.Call(IsChannelsFirst ? DataFormat.ChannelsFirst(y) : y);
    }

    /// <inheritdoc/>
    protected override void Describe(JsonObject config)
    {
        config["filters"] = filters;
        config["kernel_size"] = kernel_size.ToConfig();
        config["strides"] = strides.ToConfig();
        config["padding"] = padding;
        config["data_format"] = data_format;
        config["dilation_rate"] = dilation_rate.ToConfig();
        config["groups"] = groups;
        config["activation"] = activation.ToConfig();
        config["use_bias"] = use_bias;
        config.Add("kernel_initializer", _kernelInitializer);
        config.Add("bias_initializer", _biasInitializer);
        config.Add("kernel_regularizer", _regularizers.Kernel);
        config.Add("bias_regularizer", _regularizers.Bias);
        config.Add("activity_regularizer", activity_regularizer);
        config.Add("kernel_constraint", _constraints.Kernel);
        config.Add("bias_constraint", _constraints.Bias);
    }

    private Tensor Convolve(Tensor x, Tensor weight)
    {
        var padded = Windows.Padded(x, kernel_size, strides, dilation_rate, padding, 0);
        if (groups == 1)
        {
            return OneGroup(padded, weight);
        }

        var (inside, outside) = (weight.Shape[2], filters / groups);
        return Tensor.Concatenate([.. Enumerable.Range(0, groups).Select(g => OneGroup(padded.Slice(3, g * inside, inside), weight.Slice(3, g * outside, outside)))], 3);
    }

    private Tensor OneGroup(Tensor padded, Tensor weight)
    {
        // All places of the window beside each other make one matrix product.
        var places = Windows.Of(padded, kernel_size, strides, dilation_rate).ToArray();
        var columns = places.Length == 1 ? places[0] : Tensor.Concatenate(places, 3);
        return Tensor.MatMul(columns, weight.Reshape(-1, weight.Shape[3]));
    }
}
