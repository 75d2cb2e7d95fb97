namespace Diglot.Torch.Tensors;

/// <summary>A convolution's padding: numbers, or <c>valid</c> (none) or <c>same</c> (output as long as the input, for stride 1).</summary>
public readonly struct ConvolutionPadding
{
    private readonly IntOrTuple _numbers;

    private ConvolutionPadding(IntOrTuple numbers, string? mode) => (_numbers, Mode) = (numbers, mode);

    /// <summary><c>valid</c>, <c>same</c>, or null where numbers were given.</summary>
    public string? Mode { get; }

    /// <summary>By name.</summary>
    public static implicit operator ConvolutionPadding(string mode) => new(0, Arguments.OneOf(mode, "padding", "valid", "same"));

    /// <summary>The same on all sides.</summary>
    public static implicit operator ConvolutionPadding(int value) => new(value, null);

    /// <summary>For rows and columns.</summary>
    public static implicit operator ConvolutionPadding((int, int) values) => new(values, null);

    /// <summary>For depth, rows and columns.</summary>
    public static implicit operator ConvolutionPadding((int, int, int) values) => new(values, null);

    /// <summary>Numbers.</summary>
    public static implicit operator ConvolutionPadding(IntOrTuple values) => new(values, null);

    /// <summary>The numbers as given.</summary>
    internal IntOrTuple Widths => _numbers;

    /// <summary>Elements before and after each axis.</summary>
    internal (int Before, int After)[] Resolve(int[] kernel, int[] stride, int[] dilation)
    {
        if (Mode == "same")
        {
            if (stride.Any(static step => step != 1))
            {
                throw new ArgumentException("padding='same' is not supported for strided convolutions", "padding");
            }

            return [.. kernel.Zip(dilation, static (size, step) => (size - 1) * step).Select(static total => (total / 2, total - (total / 2)))];
        }

        return Mode == "valid" ? [.. kernel.Select(static _ => (0, 0))] : [.. _numbers.Expand(kernel.Length, "padding").Select(static size => (size, size))];
    }

    /// <summary>As modules print it.</summary>
    internal string Text(int axes) => Mode is not null ? Mode : PythonText.Tuple(_numbers.Expand(axes, "padding"));

    internal bool IsZero(int axes) => Mode is null && _numbers.Expand(axes, "padding").All(static size => size == 0);
}
