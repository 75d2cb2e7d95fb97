namespace Diglot.Torch.NN.Pooling;

/// <summary>(Σ xᵖ)^(1/p) over each window of each channel: p = 1 is the sum, large p nearly the maximum.</summary>
/// <remarks>
/// <para>Input (N, C, H, W) or (C, H, W). An axis of length L becomes ⌊(L − kernel) / stride⌋ + 1 long (⌈ ⌉ with ceil_mode). Where the sum is 0 the gradient is not defined.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool2d.html. Keras has no such layer.</para>
/// </remarks>
/// <param name="norm_type">The exponent p.</param>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="stride">Step between windows; the window's size by default.</param>
/// <param name="ceil_mode">Whether a last window that reaches over the end counts.</param>
[Face("nn")]
public sealed class LPPool2d(double norm_type, IntOrTuple kernel_size, IntOrTuple? stride = null, bool ceil_mode = false) : Module
{
    /// <summary>The exponent p.</summary>
    public double norm_type { get; } = norm_type;

    /// <summary>Size of the window.</summary>
    public IntOrTuple kernel_size { get; } = kernel_size;

    /// <summary>Step between windows; the window's size where null.</summary>
    public IntOrTuple? stride { get; } = stride;

    /// <summary>Whether a last window that reaches over the end counts.</summary>
    public bool ceil_mode { get; } = ceil_mode;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.lp_pool2d(input, norm_type, kernel_size, stride, ceil_mode);

    /// <inheritdoc/>
    public override string extra_repr() => $"norm_type={norm_type}, kernel_size={kernel_size}, stride={stride?.ToString() ?? "None"}, ceil_mode={PythonText.Of(ceil_mode)}";
}
