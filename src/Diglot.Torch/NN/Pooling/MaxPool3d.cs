namespace Diglot.Torch.NN.Pooling;

/// <summary>The largest element of each window of each channel.</summary>
/// <remarks>
/// <para>Input (N, C, D, H, W) or (C, D, H, W). An axis of length L becomes ⌊(L + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 long (⌈ ⌉ with ceil_mode).</para>
/// <para>Keras: <c>MaxPooling3D</c>, whose padding "same" never wins.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool3d.html.</para>
/// </remarks>
/// <param name="kernel_size">Size of the window.</param>
/// <param name="stride">Step between windows; the window's size by default.</param>
/// <param name="padding">Elements added on each side, at most half the window; 0 by default.</param>
/// <param name="dilation">Distance between the window's elements; 1 by default.</param>
/// <param name="return_indices">Kept for files; call <see cref="forward_with_indices"/> for the places of the maxima.</param>
/// <param name="ceil_mode">Whether a last window that reaches over the end counts.</param>
[Face("nn")]
public sealed class MaxPool3d(IntOrTuple kernel_size, IntOrTuple? stride = null, IntOrTuple? padding = null, IntOrTuple? dilation = null, bool return_indices = false, bool ceil_mode = false) : Module
{
    /// <summary>Size of the window.</summary>
    public IntOrTuple kernel_size { get; } = kernel_size;

    /// <summary>Step between windows; the window's size by default.</summary>
    public IntOrTuple stride { get; } = stride ?? kernel_size;

    /// <summary>Elements added on each side, at most half the window; 0 by default.</summary>
    public IntOrTuple padding { get; } = padding ?? 0;

    /// <summary>Distance between the window's elements; 1 by default.</summary>
    public IntOrTuple dilation { get; } = dilation ?? 1;

    /// <summary>Whether a last window that reaches over the end counts.</summary>
    public bool ceil_mode { get; } = ceil_mode;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => F.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>Whether <see cref="forward_with_indices"/> is what its user wants.</summary>
    public bool return_indices { get; } = return_indices;

    /// <summary>The output, and where in its channel each maximum lies.</summary>
    public (Tensor output, Tensor indices) forward_with_indices(Tensor input) => F.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <inheritdoc/>
    public override string extra_repr() => $"kernel_size={kernel_size}, stride={stride}, padding={padding}, dilation={dilation}, ceil_mode={PythonText.Of(ceil_mode)}";
}
