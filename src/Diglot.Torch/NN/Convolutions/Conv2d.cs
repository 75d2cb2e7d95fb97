namespace Diglot.Torch.NN.Convolutions;

/// <summary>Convolution of images: out[n, o] = bias[o] + Σ_c weight[o, c] ⋆ input[n, c], ⋆ being cross-correlation.</summary>
/// <remarks>
/// <para>Input (N, C, H, W) or (C, H, W); weight (O, C / groups, kH, kW), bias (O). An axis of length L becomes ⌊(L + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 long.
/// Parameters start from U(−b, b), b = 1/√(C / groups · kernel elements).</para>
/// <para>Keras: <c>Conv2D</c> has channels last by default, kernels (k…, C / groups, O), and "same" also for strides.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html.</para>
/// </remarks>
[Face("nn")]
public sealed class Conv2d : Module
{
    private readonly int[] _kernel;
    private readonly int[] _stride;
    private readonly int[] _dilation;

    /// <summary>Makes the layer.</summary>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="out_channels">Channels of the output.</param>
    /// <param name="kernel_size">Size of the window.</param>
    /// <param name="stride">Step between windows; 1 by default.</param>
    /// <param name="padding">Elements added on each side, <c>valid</c> or <c>same</c>; 0 by default.</param>
    /// <param name="dilation">Distance between the kernel's elements; 1 by default.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="padding_mode"><c>zeros</c>, <c>reflect</c>, <c>replicate</c> or <c>circular</c>.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <exception cref="ArgumentException">Groups do not divide the channels, or a mode is unknown.</exception>
    public Conv2d(int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, ConvolutionPadding padding = default, IntOrTuple? dilation = null, int groups = 1, bool bias = true, string padding_mode = "zeros", DType dtype = DType.Float32)
    {
        if (Arguments.Positive(groups, nameof(groups)) > 0 && (in_channels % groups != 0 || out_channels % groups != 0))
        {
            throw new ArgumentException($"in_channels ({in_channels}) and out_channels ({out_channels}) must be divisible by groups ({groups})", nameof(groups));
        }

        (this.in_channels, this.out_channels, this.groups, this.padding) = (in_channels, out_channels, groups, padding);
        this.padding_mode = Arguments.OneOf(padding_mode, nameof(padding_mode), "zeros", "reflect", "replicate", "circular");
        _kernel = kernel_size.Expand(2, nameof(kernel_size));
        _stride = (stride ?? 1).Expand(2, nameof(stride));
        _dilation = (dilation ?? 1).Expand(2, nameof(dilation));
        _ = padding.Resolve(_kernel, _stride, _dilation);
        weight = nn.Parameter(Tensor.Zeros((int[])[out_channels, in_channels / groups, .. _kernel], dtype));
        this.bias = bias ? nn.Parameter(Tensor.Zeros([out_channels], dtype)) : null;
        reset_parameters();
    }

    /// <summary>Channels of the input.</summary>
    public int in_channels { get; }

    /// <summary>Channels of the output.</summary>
    public int out_channels { get; }

    /// <summary>Groups of channels.</summary>
    public int groups { get; }

    /// <summary>Size of the window.</summary>
    public Size kernel_size => new(_kernel);

    /// <summary>Step between windows.</summary>
    public Size stride => new(_stride);

    /// <summary>Distance between the kernel's elements.</summary>
    public Size dilation => new(_dilation);

    /// <summary>Elements added on each side.</summary>
    public ConvolutionPadding padding { get; }

    /// <summary>What is added.</summary>
    public string padding_mode { get; }

    /// <summary>(O, C / groups, kH, kW).</summary>
    public Tensor weight { get; set; }

    /// <summary>(O), or null.</summary>
    public Tensor? bias { get; set; }

    /// <summary>Draws the parameters anew.</summary>
    public void reset_parameters() => DefaultInitialization.Of(weight, bias);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode == "zeros")
        {
            return F.conv2d(input, weight, bias, _stride, padding, _dilation, groups);
        }

        var widths = padding.Resolve(_kernel, _stride, _dilation).Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray();
        return F.conv2d(F.pad(input, widths, padding_mode), weight, bias, _stride, 0, _dilation, groups);
    }

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{in_channels}, {out_channels}, kernel_size={PythonText.Tuple(_kernel)}, stride={PythonText.Tuple(_stride)}"
            + (padding.IsZero(2) ? string.Empty : $", padding={padding.Text(2)}")
            + (_dilation.All(static step => step == 1) ? string.Empty : $", dilation={PythonText.Tuple(_dilation)}")
            + (groups == 1 ? string.Empty : $", groups={groups}")
            + (bias is null ? ", bias=False" : string.Empty)
            + (padding_mode == "zeros" ? string.Empty : $", padding_mode={padding_mode}");
}
