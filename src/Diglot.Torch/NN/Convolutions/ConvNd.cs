namespace Diglot.Torch.NN.Convolutions;

/// <summary>What the convolutions of all ranks share.</summary>
public abstract class ConvNd : Module
{
    private readonly int[] _kernel;
    private readonly int[] _stride;
    private readonly int[] _dilation;

    private protected ConvNd(int rank, int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride, ConvolutionPadding padding, IntOrTuple? dilation, int groups, bool bias, string padding_mode, DType dtype)
    {
        if (Arguments.Positive(groups, nameof(groups)) > 0 && (in_channels % groups != 0 || out_channels % groups != 0))
        {
            throw new ArgumentException($"in_channels ({in_channels}) and out_channels ({out_channels}) must be divisible by groups ({groups})", nameof(groups));
        }

        (this.in_channels, this.out_channels, this.groups, this.padding) = (in_channels, out_channels, groups, padding);
        this.padding_mode = Arguments.OneOf(padding_mode, nameof(padding_mode), "zeros", "reflect", "replicate", "circular");
        _kernel = kernel_size.Expand(rank, nameof(kernel_size));
        _stride = (stride ?? 1).Expand(rank, nameof(stride));
        _dilation = (dilation ?? 1).Expand(rank, nameof(dilation));
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

    /// <summary>(O, C / groups, window …).</summary>
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
            return Convolve(input, _stride, padding, _dilation);
        }

        var widths = padding.Resolve(_kernel, _stride, _dilation).Reverse().SelectMany(static side => new[] { side.Before, side.After }).ToArray();
        return Convolve(F.pad(input, widths, padding_mode), _stride, 0, _dilation);
    }

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{in_channels}, {out_channels}, kernel_size={PythonText.Tuple(_kernel)}, stride={PythonText.Tuple(_stride)}"
            + (padding.IsZero(_kernel.Length) ? string.Empty : $", padding={padding.Text(_kernel.Length)}")
            + (_dilation.All(static step => step == 1) ? string.Empty : $", dilation={PythonText.Tuple(_dilation)}")
            + (groups == 1 ? string.Empty : $", groups={groups}")
            + (bias is null ? ", bias=False" : string.Empty)
            + (padding_mode == "zeros" ? string.Empty : $", padding_mode={padding_mode}");

    private protected abstract Tensor Convolve(Tensor input, IntOrTuple stride, ConvolutionPadding padding, IntOrTuple dilation);
}
