namespace Diglot.Torch.NN.Convolutions;

/// <summary>Transposed convolution of images ("deconvolution"): each input element spreads the kernel over the result, and overlaps add up.</summary>
/// <remarks>
/// <para>Input (N, C, H, W) or (C, H, W); weight (C, O / groups, kH, kW), bias (O). An axis of length L becomes (L − 1) · stride − 2 · padding + dilation · (kernel − 1) + output_padding + 1 long.
/// Parameters start from U(−b, b), b = 1/√(O / groups · kernel elements).</para>
/// <para>Keras: <c>Conv2DTranspose</c> has channels last by default, kernels (kh, kw, O, C), and "same" in place of a number.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html.</para>
/// </remarks>
[Face("nn")]
public sealed class ConvTranspose2d : Module
{
    private readonly int[] _kernel;
    private readonly int[] _stride;
    private readonly int[] _padding;
    private readonly int[] _outputPadding;
    private readonly int[] _dilation;

    /// <summary>Makes the layer.</summary>
    /// <param name="in_channels">Channels of the input.</param>
    /// <param name="out_channels">Channels of the output.</param>
    /// <param name="kernel_size">Size of the window.</param>
    /// <param name="stride">How far the spreads of neighbours lie apart; 1 by default.</param>
    /// <param name="padding">Elements cut off each side of the result; 0 by default.</param>
    /// <param name="output_padding">Elements more at the end of the result; below stride or dilation.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    /// <param name="bias">Whether a number is added to each output channel.</param>
    /// <param name="dilation">Distance between the elements that the kernel meets; 1 by default.</param>
    /// <param name="padding_mode"><c>zeros</c>, the only one there is.</param>
    /// <param name="dtype">Element type of the parameters.</param>
    /// <exception cref="ArgumentException">Groups do not divide the channels, or the mode is not <c>zeros</c>.</exception>
    public ConvTranspose2d(int in_channels, int out_channels, IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? output_padding = null, int groups = 1, bool bias = true, IntOrTuple? dilation = null, string padding_mode = "zeros", DType dtype = DType.Float32)
    {
        if (Arguments.Positive(groups, nameof(groups)) > 0 && (in_channels % groups != 0 || out_channels % groups != 0))
        {
            throw new ArgumentException($"in_channels ({in_channels}) and out_channels ({out_channels}) must be divisible by groups ({groups})", nameof(groups));
        }

        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        this.padding_mode = Arguments.OneOf(padding_mode, nameof(padding_mode), "zeros");
        _kernel = kernel_size.Expand(2, nameof(kernel_size));
        _stride = (stride ?? 1).Expand(2, nameof(stride));
        _padding = (padding ?? 0).Expand(2, nameof(padding));
        _outputPadding = (output_padding ?? 0).Expand(2, nameof(output_padding));
        _dilation = (dilation ?? 1).Expand(2, nameof(dilation));
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

    /// <summary>(C, O / groups, kH, kW).</summary>
    public Tensor weight { get; set; }

    /// <summary>(O), or null.</summary>
    public Tensor? bias { get; set; }

    /// <summary>Draws the parameters anew.</summary>
    public void reset_parameters() => DefaultInitialization.Of(weight, bias);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.conv_transpose2d(input, weight, bias, _stride, _padding, _outputPadding, groups, _dilation);

    /// <summary>Computes a result of a given size, which decides output_padding.</summary>
    /// <param name="input">As for the other form.</param>
    /// <param name="output_size">Height and width, or the whole shape.</param>
    /// <exception cref="ArgumentException">No output_padding below the stride gives that size.</exception>
    public Tensor forward(Tensor input, int[] output_size)
    {
        ArgumentNullException.ThrowIfNull(output_size);
        var wanted = output_size.Length > 2 ? output_size[^2..] : output_size;
        var more = new int[2];
        for (var i = 0; i < 2; i++)
        {
            var least = ((input.Shape[input.Rank - 2 + i] - 1) * _stride[i]) - (2 * _padding[i]) + (_dilation[i] * (_kernel[i] - 1)) + 1;
            more[i] = wanted[i] - least;
            if (more[i] < 0 || more[i] >= _stride[i])
            {
                throw new ArgumentException($"requested an output size of {PythonText.Tuple(wanted)}, but axis {i} can be from {least} to {least + _stride[i] - 1} (for an input of {new Size(input.Shape)})", nameof(output_size));
            }
        }

        return F.conv_transpose2d(input, weight, bias, _stride, _padding, more, groups, _dilation);
    }

    /// <inheritdoc/>
    public override string extra_repr()
        => $"{in_channels}, {out_channels}, kernel_size={PythonText.Tuple(_kernel)}, stride={PythonText.Tuple(_stride)}"
            + (_padding.All(static side => side == 0) ? string.Empty : $", padding={PythonText.Tuple(_padding)}")
            + (_dilation.All(static step => step == 1) ? string.Empty : $", dilation={PythonText.Tuple(_dilation)}")
            + (_outputPadding.All(static more => more == 0) ? string.Empty : $", output_padding={PythonText.Tuple(_outputPadding)}")
            + (groups == 1 ? string.Empty : $", groups={groups}")
            + (bias is null ? ", bias=False" : string.Empty);
}
