namespace Diglot.Torch.NN.Pooling;

/// <summary>The mean of each window of each channel.</summary>
/// <remarks>
/// <para>Input (N, C, D, H, W) or (C, D, H, W). An axis of length L becomes ⌊(L + 2 · padding − kernel) / stride⌋ + 1 long (⌈ ⌉ with ceil_mode).</para>
/// <para>Keras: <c>AveragePooling3D</c>, whose padding "same" is not counted.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool3d.html.</para>
/// </remarks>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="stride">Step between windows; the window's size by default.</param>
/// <param name="padding">Elements added on each side, at most half the window; 0 by default.</param>
/// <param name="ceil_mode">Whether a last window that reaches over the end counts.</param>
/// <param name="count_include_pad">Whether the mean counts the padding.</param>
/// <param name="divisor_override">What sums are divided by instead.</param>
[Face("nn")]
public sealed class AvgPool3d(IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, bool ceil_mode = false, bool count_include_pad = true, int? divisor_override = null) : Module
{
    /// <summary>Size of the window.</summary>
    public IntOrTuple kernel_size { get; } = kernel_size;

    /// <summary>Step between windows; the window's size by default.</summary>
    public IntOrTuple stride { get; } = stride ?? kernel_size;

    /// <summary>Elements added on each side, at most half the window; 0 by default.</summary>
    public IntOrTuple padding { get; } = padding ?? 0;

    /// <summary>Whether a last window that reaches over the end counts.</summary>
    public bool ceil_mode { get; } = ceil_mode;

    /// <summary>Whether the mean counts the padding.</summary>
    public bool count_include_pad { get; } = count_include_pad;

    /// <summary>What sums are divided by instead.</summary>
    public int? divisor_override { get; } = divisor_override;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

    /// <inheritdoc/>
    public override string extra_repr() => $"kernel_size={kernel_size}, stride={stride}, padding={padding}";
}
