namespace Diglot.Torch.NN.Paddings;

/// <summary>Puts elements of the other side around the input; negative widths take elements away.</summary>
/// <remarks>
/// <para>Input and output (N, C, T) or (C, T). Keras: none; <c>keras.ops.pad</c>.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CircularPad1d.html.</para>
/// </remarks>
/// <param name="padding">One width for all sides, or before and after the last axis, then the last but one …</param>
[Face("nn")]
public sealed class CircularPad1d(IntOrTuple padding) : Module
{
    /// <summary>Widths before and after each axis, the last axis first.</summary>
    public int[] padding { get; } = padding.Expand(2, nameof(padding));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.pad(input, padding, "circular");

    /// <inheritdoc/>
    public override string extra_repr() => $"{PythonText.Tuple(padding)}";
}
