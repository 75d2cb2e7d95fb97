namespace Diglot.Torch.NN.Paddings;

/// <summary>Puts a constant around the input; negative widths take elements away.</summary>
/// <remarks>
/// <para>Input and output (N, C, H, W) or (C, H, W). Keras: none; <c>keras.ops.pad</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConstantPad2d.html.</para>
/// </remarks>
/// <param name="padding">One width for all sides, or before and after the last axis, then the last but one …</param>
/// <param name="value">The constant.</param>
[Face("nn")]
public sealed class ConstantPad2d(IntOrTuple padding, double value) : Module
{
    /// <summary>Widths before and after each axis, the last axis first.</summary>
    public int[] padding { get; } = padding.Expand(4, nameof(padding));

    /// <summary>The constant.</summary>
    public double value { get; } = value;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.pad(input, padding, "constant", value);

    /// <inheritdoc/>
    public override string extra_repr() => $"padding={PythonText.Tuple(padding)}, value={PythonText.Of(value)}";
}
