namespace Diglot.Torch.NN.Convolutions;

/// <summary>What the transposed convolutions of all ranks share.</summary>
public abstract class ConvTransposeNd : Module
{
    private readonly int[] _kernel;
    private readonly int[] _stride;
    private readonly int[] _padding;
    private readonly int[] _outputPadding;
    private readonly int[] _dilation;

    private protected ConvTransposeNd(int rank, int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride, IntOrTuple? padding, IntOrTuple? output_padding, int groups, bool bias, IntOrTuple? dilation, string padding_mode, DType dtype)
    {
        if (Arguments.Positive(groups, nameof(groups)) > 0 && (in_channels % groups != 0 || out_channels % groups != 0))
        {
            throw new ArgumentException($"in_channels ({in_channels}) and out_channels ({out_channels}) must be divisible by groups ({groups})", nameof(groups));
        }

        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        this.padding_mode = Arguments.OneOf(padding_mode, nameof(padding_mode), "zeros");
        _kernel = kernel_size.Expand(rank, nameof(kernel_size));
        _stride = (stride ?? 1).Expand(rank, nameof(stride));
        _padding = (padding ?? 0).Expand(rank, nameof(padding));
        _outputPadding = (output_padding ?? 0).Expand(rank, nameof(output_padding));
        _dilation = (dilation ?? 1).Expand(rank, nameof(dilation));
        weight = nn.Parameter(Tensor.Zeros((int[])[in_channels, out_channels / groups, .. _kernel], dtype));
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

    /// <summary>How far the spreads of neighbours lie apart.</summary>
    public Size stride => new(_stride);

    /// <summary>Elements cut off each side of the result.</summary>
    public Size padding => new(_padding);

    /// <summary>Elements more at the end of the result.</summary>
    public Size output_padding => new(_outputPadding);

    /// <summary>Distance between the elements that the kernel meets.</summary>
    public Size dilation => new(_dilation);

    /// <summary>Always <c>zeros</c>.</summary>
    public string padding_mode { get; }

    /// <summary>(C, O / groups, window …).</summary>
    public Tensor weight { get; set; }

    /// <summary>(O), or null.</summary>
    public Tensor? bias { get; set; }

    /// <summary>Draws the parameters anew.</summary>
    public void reset_parameters() => DefaultInitialization.Of(weight, bias);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Convolve(input, _stride, _padding, _outputPadding, _dilation);

    /// <summary>Computes a result of a given size, which decides output_padding.</summary>
    /// <param name="input">As for the other form.</param>
    /// <param name="output_size">The lengths of the axes behind the channels, or the whole shape.</param>
    /// <exception cref="ArgumentException">No output_padding below the stride gives that size.</exception>
    public Tensor forward(Tensor input, int[] output_size)
    {
        ArgumentNullException.ThrowIfNull(output_size);
        var rank = _kernel.Length;
        var wanted = output_size.Length > rank ? output_size[^rank..] : output_size;
        var more = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            var least = ((input.Shape[input.Rank - rank + i] - 1) * _stride[i]) - (2 * _padding[i]) + (_dilation[i] * (_kernel[i] - 1)) + 1;
            more[i] = wanted[i] - least;
            if (more[i] < 0 || more[i] >= _stride[i])
            {
                throw new ArgumentException($"requested an output size of {PythonText.Tuple(wanted)}, but axis {i} can be from {least} to {least + _stride[i] - 1} (for an input of {new Size(input.Shape)})", nameof(output_size));
            }
        }

        return Convolve(input, _stride, _padding, more, _dilation);
    }

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{in_channels}, {out_channels}, kernel_size={PythonText.Tuple(_kernel)}, stride={PythonText.Tuple(_stride)}"
            + (_padding.All(static side => side == 0) ? string.Empty : $", padding={PythonText.Tuple(_padding)}")
            + (_dilation.All(static step => step == 1) ? string.Empty : $", dilation={PythonText.Tuple(_dilation)}")
            + (_outputPadding.All(static more => more == 0) ? string.Empty : $", output_padding={PythonText.Tuple(_outputPadding)}")
            + (groups == 1 ? string.Empty : $", groups={groups}")
            + (bias is null ? ", bias=False" : string.Empty);

    private protected abstract Tensor Convolve(Tensor input, IntOrTuple stride, IntOrTuple padding, IntOrTuple outputPadding, IntOrTuple dilation);
}
